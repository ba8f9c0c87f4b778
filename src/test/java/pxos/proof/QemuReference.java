package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Scenario;

/** A QEMU to compare another machine with. */
public final class QemuReference implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final DiskImage disk;
    private final Guest guest;

    /** @param disk what is in the drive: a floppy, or the first hard disk */
    public QemuReference(byte[] disk, boolean isFloppy) {
        this.disk = DiskImage.ofBytes(disk);
        this.guest = new Guest(
                Machine.start(
                        QemuBinary.locate(System.getenv()),
                        this.disk,
                        isFloppy ? DriveKind.FLOPPY : DriveKind.IDE,
                        ProcessBuilder::new,
                        LONG),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
    }

    /** The disk that a scenario describes. */
    public static byte[] disk(BootImage image, Scenario scenario) throws IOException {
        Path file = Files.createTempFile("pxos-disk", ".img");
        try {
            ScenarioDisk.of(image, scenario).writeTo(file);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Switches it on and returns how it comes to rest: the name of a rest or of a fault. */
    public String powerOn() {
        guest.powerOn(disk);
        return rest(() -> guest.awaitRest("the end of the program").name());
    }

    public String type(List<Input.KeyStroke> keys) {
        return rest(() -> guest.type(keys).name());
    }

    private static String rest(java.util.function.Supplier<String> action) {
        try {
            return action.get();
        } catch (FaultException e) {
            return e.fault().kind().name();
        }
    }

    /** Remembers this moment for {@link #restore}. */
    public void keep() {
        guest.beginsFresh(true);
    }

    public void restore() {
        guest.restore();
    }

    public TextScreen screen() {
        return guest.sight().screen();
    }

    /** Below A0000. */
    public byte[] memory(int address, int sizeBytes) {
        return guest.machine().memory(address, sizeBytes);
    }

    @Override
    public void close() {
        guest.close();
    }
}
