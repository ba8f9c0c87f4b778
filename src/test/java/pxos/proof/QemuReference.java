package pxos.proof;

import java.time.Duration;
import java.util.List;
import pxos.os.TextScreen;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Input;

/** A QEMU to compare another machine with. */
public final class QemuReference implements AutoCloseable {

    private final Emulator emulator =
            new QemuEmulator(QemuBinary.locate(System.getenv()), Duration.ofSeconds(3), Duration.ofSeconds(5));

    private final Guest guest;

    /** @param disk what is in the drive: a floppy, or the first hard disk */
    public QemuReference(byte[] disk, boolean isFloppy) {
        this.guest = emulator.guest(DiskImage.ofBytes(disk), isFloppy ? DriveKind.FLOPPY : DriveKind.IDE);
    }

    /** Switches it on and returns how it comes to rest: the name of a rest or of a fault. */
    public String powerOn() {
        return name(guest.powerOn());
    }

    public String type(List<Input.KeyStroke> keys) {
        return name(guest.type(keys));
    }

    private static String name(Outcome outcome) {
        return outcome.fault()
                .map(fault -> fault.kind().name())
                .orElseGet(() -> outcome.rest().name());
    }

    /** Remembers this moment for {@link #restore}. */
    public void keep() {
        guest.keepPrompt();
    }

    public void restore() {
        guest.restorePrompt();
    }

    public TextScreen screen() {
        return guest.screen();
    }

    /** Below A0000. */
    public byte[] memory(int address, int sizeBytes) {
        return guest.memory(address, sizeBytes);
    }

    @Override
    public void close() {
        guest.close();
        emulator.close();
    }
}
