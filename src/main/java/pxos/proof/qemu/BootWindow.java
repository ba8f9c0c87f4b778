package pxos.proof.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pxos.Problem;
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
     * Runs QEMU on a copy of the disk until the person closes it.
     *
     * @param keepIn where the disk is kept as pxOS leaves it; null where nothing is kept
     * @return the exit code of QEMU
     * @throws Problem where QEMU cannot be started
     */
    public int run(DiskImage disk, DriveKind drive, Path keepIn) {
        try {
            Path copy = Files.createTempFile("pxos", ".img");
            try {
                disk.writeTo(copy);
                List<String> command = QemuCommand.interactive(qemu, copy, drive, keepIn != null);
                int exitCode = run(QemuCheck.hasSandbox(qemu) ? command : QemuCommand.withoutSandbox(command));
                if (keepIn != null) {
                    Files.copy(copy, keepIn, StandardCopyOption.REPLACE_EXISTING);
                }
                return exitCode;
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw QemuTrouble.of("cannot boot in a window: " + e.getMessage(), e);
        }
    }

    private int run(List<String> command) throws IOException {
        Process process = starter.apply(command).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.internal("interrupted while pxOS ran", e);
        } finally {
            process.destroy();
        }
    }
}
