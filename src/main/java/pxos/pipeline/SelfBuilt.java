package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.ShortName;
import pxos.workspace.Workspace;

/**
 * A pxOS on the floppy that this workspace did not put there: somebody changed it from within, with its command
 * {@code build}.
 *
 * @param text the source on the floppy, PXOS.TXT; empty where there is none
 * @param differs why the source is not that of the pxOS beside it; empty where it is
 */
public record SelfBuilt(String text, String differs) {

    /** The source of pxOS on a floppy. */
    public static final ShortName SOURCE = FloppySource.NAME;

    /** Serial number and label in the boot sector belong to the disk. */
    private static final int IDENTITY = 0x27;

    private static final int IDENTITY_END = 0x36;
    /** What a pxOS holds that can build itself: the name of the command. */
    private static final String BUILD = "build\0";

    /**
     * The one on the floppy of a workspace; empty where the floppy holds what the workspace put there, or no pxOS that can
     * build itself.
     *
     * @param next what the workspace is about to put there
     * @throws IOException where a file cannot be read
     */
    public static Optional<SelfBuilt> on(Workspace workspace, BootImage next) throws IOException {
        if (!Files.isRegularFile(workspace.disk())
                || Files.size(workspace.disk()) != Floppy.SIZE_BYTES
                || !Files.isRegularFile(workspace.image())) {
            return Optional.empty();
        }
        byte[] image = Files.readAllBytes(workspace.disk());
        byte[] there = system(image);
        if (!Fat12Disk.describesThisLayout(image)
                || Arrays.equals(there, system(Files.readAllBytes(workspace.image())))
                || Arrays.equals(there, system(next.bytes()))) {
            return Optional.empty();
        }
        Optional<byte[]> text = FloppySource.on(image).map(FloppySource::bytes);
        String differs = text.map(bytes -> difference(there, bytes)).orElse("there is no " + SOURCE + " on it");
        boolean builds = new String(there, StandardCharsets.ISO_8859_1).contains(BUILD);
        return builds || differs.isEmpty()
                ? Optional.of(new SelfBuilt(new String(text.orElse(new byte[0]), StandardCharsets.ISO_8859_1), differs))
                : Optional.empty();
    }

    /**
     * The pxOS of the workspace with a source on its floppy that somebody has changed; empty where nobody has.
     *
     * @throws Problem where that source is not one of the pxOS beside it
     * @throws IOException where a file cannot be read
     */
    public static Optional<SelfBuilt> withOtherComments(Workspace workspace, BootImage image) throws IOException {
        if (!Files.isRegularFile(workspace.disk())) {
            return Optional.empty();
        }
        Optional<FloppySource> there = FloppySource.on(Files.readAllBytes(workspace.disk()))
                .filter(FloppySource::isForeign)
                .filter(source -> !source.saysTheSameAs(image.source()));
        if (there.isPresent() && !there.get().lists(image.bytes())) {
            throw Problem.input(
                    SOURCE + " on the floppy was changed, and is not built yet",
                    "In pxOS, build makes it the pxOS on the floppy; then pxos import takes it into the workspace.");
        }
        return there.map(source -> new SelfBuilt(source.text(), ""));
    }

    /**
     * Refuses to go on where a pxOS would be lost that nobody has anywhere else.
     *
     * @throws Problem that says how it comes into the workspace
     */
    static void refuseToLose(Workspace workspace, BootImage next) throws IOException {
        if (on(workspace, next).isPresent()) {
            throw Problem.input(
                    workspace.disk().getFileName() + " holds a pxOS that was built in pxOS, and not by this workspace",
                    "pxos import takes it into the workspace; or move the floppy away to begin with a new one.");
        }
    }

    private static String difference(byte[] there, byte[] text) {
        try {
            return difference(there, system(ListedBytes.of(text)), "its " + SOURCE + " lists something else");
        } catch (RuntimeException e) {
            return "its " + SOURCE + " is no source of pxOS";
        }
    }

    private static String difference(byte[] there, byte[] wanted, String what) {
        int at = Arrays.mismatch(there, wanted);
        return at < 0 ? "" : String.format("%s at %04X", what, 0x7C00 + at);
    }

    /** Why another pxOS is not the one on the floppy; empty where it is. */
    public static String difference(Workspace workspace, BootImage image) throws IOException {
        return difference(
                system(Files.readAllBytes(workspace.disk())),
                system(image.bytes()),
                "the host builds something else from " + SOURCE);
    }

    private static byte[] system(byte[] image) {
        byte[] system = Arrays.copyOf(image, Floppy.RESERVED_BYTES);
        Arrays.fill(system, IDENTITY, IDENTITY_END, (byte) 0);
        return system;
    }
}
