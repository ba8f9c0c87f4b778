package pxos.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long QEMU alone takes from its start to the prompt of pxOS, with nobody asking it anything. */
final class QemuFloor {

    /** BIOS data area: column of the cursor (Ralf Brown's Interrupt List, memory 0040h:0050h). */
    private static final int CURSOR_COLUMN = 0x450;

    private static final int COLUMN_AFTER_PROMPT = "pxOS v1> ".length();

    private QemuFloor() {}

    /** @param image a pristine pxOS */
    static double seconds(Path image, Path folder) throws IOException, InterruptedException {
        Path disk = folder.resolve("floor.img");
        Files.copy(image, disk, StandardCopyOption.REPLACE_EXISTING);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(1_474_560);
        }
        Path ram = folder.resolve("floor.ram");
        Files.deleteIfExists(ram);
        long start = System.nanoTime();
        Process qemu = new ProcessBuilder(List.of(
                        System.getenv().getOrDefault("PXOS_QEMU", "qemu-system-i386"),
                        "-display",
                        "none",
                        "-nodefaults",
                        "-nic",
                        "none",
                        "-vga",
                        "std",
                        "-m",
                        "2M",
                        "-object",
                        "memory-backend-file,id=ram,share=on,size=2M,mem-path=" + ram,
                        "-machine",
                        "pc,memory-backend=ram",
                        "-drive",
                        "if=ide,format=raw,snapshot=on,file=" + disk))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (cursorColumn(ram) != COLUMN_AFTER_PROMPT) {
                if (!qemu.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
                    throw new IOException("QEMU did not bring pxOS to its prompt");
                }
                LockSupport.parkNanos(500_000);
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            qemu.destroyForcibly().waitFor();
        }
    }

    private static int cursorColumn(Path ram) {
        try (RandomAccessFile file = new RandomAccessFile(ram.toFile(), "r")) {
            file.seek(CURSOR_COLUMN);
            return file.read();
        } catch (IOException e) {
            return -1;
        }
    }
}
