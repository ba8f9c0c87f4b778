package pxos.proof.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pxos.file.TemporaryFolder;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;

/** Boots a disk for a person to use in a QEMU window. */
public final class BootWindow {

    private final Path qemu;
    private final Function<List<String>, ProcessBuilder> starter;

    /** @param qemu the QEMU to run, as from {@link QemuBinary#locate} */
    public BootWindow(Path qemu) {
        this(qemu, ProcessBuilder::new);
    }

    BootWindow(Path qemu, Function<List<String>, ProcessBuilder> starter) {
        this.qemu = qemu;
        this.starter = starter;
    }

    /**
     * Whether there is a display, and QEMU was installed with a window for it.
     *
     * @param environment as from {@link System#getenv()}
     */
    public static boolean canOpen(Path qemu, Map<String, String> environment) {
        boolean display = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        return (display || mac) && !QemuCheck.windows(qemu).isEmpty();
    }

    /**
     * How a window came to its end.
     *
     * @param exitCode of QEMU
     * @param said the last of what QEMU wrote
     */
    public record Ended(int exitCode, String said) {}

    /**
     * Runs QEMU on a copy of the disk until the person closes it, or this process ends.
     *
     * @param keepIn where the disk is kept as pxOS leaves it; null where nothing is kept
     * @throws pxos.Problem where QEMU cannot be started
     */
    public Ended run(DiskImage disk, DriveKind drive, Path keepIn) {
        try (TemporaryFolder folder = TemporaryFolder.make(TemporaryFolder.Purpose.WINDOW)) {
            Path copy = folder.path().resolve("disk.img");
            disk.writeTo(copy);
            List<String> wanted = QemuCommand.interactive(qemu, copy, drive, keepIn != null);
            List<String> command = QemuCheck.hasSandbox(qemu) ? wanted : QemuCommand.withoutSandbox(wanted);
            try (QemuProcess process = QemuProcess.start(starter, folder.path(), command)) {
                process.launch();
                process.awaitEnd();
                if (keepIn != null) {
                    Files.copy(copy, keepIn, StandardCopyOption.REPLACE_EXISTING);
                }
                process.close();
                return new Ended(process.exitCode(), process.tail());
            }
        } catch (IOException e) {
            throw QemuTrouble.of("cannot boot in a window: " + e.getMessage(), e);
        }
    }
}
