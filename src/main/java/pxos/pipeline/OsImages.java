package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.source.FloppyText;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.os.disk.DiskUpdate;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.ProjectFiles;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;

/** The two images of a workspace: the OS alone, and the floppy with the OS and the files of people in it. */
public final class OsImages {

    /** What the source of a pxOS holds that can build itself: it carries its source on its floppy. */
    private static final String CAN_BUILD = "\n# === feature build ===\n";

    private OsImages() {}

    /** Whether the floppy of a pxOS carries its source: as soon as it can build itself from it. */
    public static boolean carriesItsSource(BootImage image) {
        return image.source().contains(CAN_BUILD);
    }

    /** What belongs on the floppy: the files of the project, and the source of a pxOS that can build itself from it. */
    public static ProjectFiles files(Workspace workspace, BootImage image) throws IOException {
        ProjectFiles files = ProjectFiles.read(workspace.files());
        if (carriesItsSource(image)) {
            // A text of the source, in which every byte is a character.
            files.files().put(SelfBuilt.SOURCE, image.source().getBytes(StandardCharsets.ISO_8859_1));
        }
        return files;
    }

    /**
     * Adds both images to a change of the workspace, as far as they differ from what is there.
     *
     * @return what a person should know about the floppy; mostly empty
     * @throws IOException when the floppy or a file that belongs on it cannot be read
     */
    public static List<String> put(Journal journal, Workspace workspace, BootImage image) throws IOException {
        SelfBuilt.refuseToLose(workspace, image);
        if (!holds(workspace.image(), image.bytes())) {
            journal.put(workspace.image(), image.bytes());
        }
        if (!Fat12Disk.describesThisLayout(image.bytes())) {
            return List.of(workspace.disk().getFileName() + " stays as it is: the boot sector describes no FAT12 disk");
        }
        ProjectFiles files = files(workspace, image);
        DiskUpdate update = update(workspace, image, files);
        List<String> notes = new ArrayList<>();
        if (update.keepsOldAside()) {
            Path kept = keptName(workspace);
            journal.setAside(workspace.disk(), kept);
            notes.add("is new; the old one is kept as " + kept.getFileName());
        }
        if (update.changes()) {
            journal.put(workspace.disk(), update.disk().bytes());
        }
        notes.addAll(update.notes());
        if (carriesItsSource(image)) {
            FloppySource.on(update.disk().bytes())
                    .flatMap(source -> source.note(image))
                    .ifPresent(notes::add);
        }
        notes.addAll(files.leftOut());
        return notes.stream()
                .map(note -> workspace.disk().getFileName() + " " + note)
                .toList();
    }

    private static DiskUpdate update(Workspace workspace, BootImage image, ProjectFiles files) throws IOException {
        Path disk = workspace.disk();
        if (!Files.exists(disk, LinkOption.NOFOLLOW_LINKS)) {
            return DiskUpdate.of(Optional.empty(), image.bytes(), files.files());
        }
        if (!Files.isRegularFile(disk)) {
            return DiskUpdate.insteadOf("it is not a file", image.bytes(), files.files());
        }
        if (Files.size(disk) != Floppy.SIZE_BYTES) {
            return DiskUpdate.insteadOf(
                    "it has " + Files.size(disk) + " bytes, not " + Floppy.SIZE_BYTES, image.bytes(), files.files());
        }
        byte[] old = Files.readAllBytes(disk);
        List<String> known = carriesItsSource(image) ? known(workspace, image) : List.of();
        Optional<byte[]> reclaimed = FloppySource.on(old).flatMap(there -> there.reclaimed(image.source(), known));
        DiskUpdate update = DiskUpdate.of(Optional.of(reclaimed.orElse(old)), image.bytes(), files.files());
        return new DiskUpdate(
                update.disk(), update.changes() || reclaimed.isPresent(), update.keepsOldAside(), update.notes());
    }

    /** What the program wrote as the source of pxOS, or would have written before this change of the workspace. */
    private static List<String> known(Workspace workspace, BootImage image) throws IOException {
        try {
            String before = Files.readString(workspace.source(), StandardCharsets.ISO_8859_1);
            return List.of(image.source(), FloppyText.of(OsSource.parse(before)));
        } catch (Problem e) {
            return List.of(image.source());
        }
    }

    private static Path keptName(Workspace workspace) {
        int number = 1;
        while (Files.exists(workspace.os().resolve("pxos.kept-" + number + ".img"), LinkOption.NOFOLLOW_LINKS)) {
            number++;
        }
        return workspace.os().resolve("pxos.kept-" + number + ".img");
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }
}
