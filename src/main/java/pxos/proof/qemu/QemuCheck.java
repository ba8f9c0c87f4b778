package pxos.proof.qemu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import pxos.file.LeftFolders;

/** What an installed QEMU can do, and where its guests are put. */
public final class QemuCheck {

    private static final int DEADLINE_SECONDS = 10;
    private static final List<String> WINDOWS = List.of("gtk", "sdl", "cocoa");

    private QemuCheck() {}

    /** Its first line about itself, such as {@code QEMU emulator version 7.2.17}; empty where it says nothing. */
    public static String version(Path qemu) {
        return printed(qemu, "--version")
                .lines()
                .findFirst()
                .filter(line -> line.contains("QEMU"))
                .orElse("");
    }

    /** The windows that it can open; empty where it was installed without. */
    public static List<String> windows(Path qemu) {
        List<String> displays =
                printed(qemu, "-display", "help").lines().map(String::strip).toList();
        return WINDOWS.stream().filter(displays::contains).toList();
    }

    /** Whether it was built with a sandbox: only then its help names one. */
    static boolean hasSandbox(Path qemu) {
        return printed(qemu, "-help").contains("-sandbox on");
    }

    private static String printed(Path program, String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            try {
                if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                    return "";
                }
                String said = new String(process.getInputStream().readAllBytes());
                return process.exitValue() == 0 ? said : "";
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The folders in which guests are put, the first with room is taken. */
    public static List<Path> places() {
        return GuestFolder.PLACES;
    }

    /** Bytes that a guest needs. */
    public static long roomBytes() {
        return GuestFolder.ROOM_BYTES;
    }

    /** How many temporary folders are there, of running programs and of ended ones. */
    public static int folders() {
        return GuestFolder.PLACES.stream().mapToInt(LeftFolders::count).sum();
    }
}
