package pxos.page.v86;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pxos.Problem;
import pxos.Problem.Kind;

/**
 * The BIOS of the emulated PC: SeaBIOS and its VGA BIOS, as QEMU brings them. So the page boots with the BIOS that pxOS was
 * proved with, and the jar need not carry one.
 */
public final class Firmware {

    private static final String BIOS = "bios.bin";
    private static final String VGA_BIOS = "vgabios-stdvga.bin";
    private static final int MOST_BYTES = 256 * 1024;
    private static final int DEADLINE_SECONDS = 10;

    private final byte[] bios;
    private final byte[] vgaBios;

    private Firmware(byte[] bios, byte[] vgaBios) {
        this.bios = bios;
        this.vgaBios = vgaBios;
    }

    byte[] bios() {
        return bios;
    }

    byte[] vgaBios() {
        return vgaBios;
    }

    /**
     * The firmware of an installed QEMU, which prints where it looks for it.
     *
     * @throws Problem of the kind MISSING where it is not there
     */
    public static Firmware of(Path qemu) {
        List<Path> folders = folders(qemu);
        return new Firmware(read(BIOS, folders), read(VGA_BIOS, folders));
    }

    /** Firmware as it is. */
    public static Firmware of(byte[] bios, byte[] vgaBios) {
        return new Firmware(bios.clone(), vgaBios.clone());
    }

    private static List<Path> folders(Path qemu) {
        try {
            Process process = new ProcessBuilder(qemu.toString(), "-L", "help")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return printed.lines().filter(line -> !line.isBlank()).map(Path::of).toList();
        } catch (IOException e) {
            throw missing(qemu + " does not start: " + Problem.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.internal("interrupted while QEMU printed its folders", e);
        }
    }

    private static byte[] read(String name, List<Path> folders) {
        Path file = folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> missing(name + " is in none of the folders of QEMU: " + folders));
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw missing(file + " is too large for a BIOS of 256 KB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw missing(file + " cannot be read: " + Problem.reason(e));
        }
    }

    private static Problem missing(String what) {
        return new Problem(
                Kind.MISSING,
                "the BIOS for the page is missing: " + what,
                "Install SeaBIOS with QEMU: apt-get install seabios qemu-system-x86 (macOS: brew install qemu).");
    }
}
