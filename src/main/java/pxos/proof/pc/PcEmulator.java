package pxos.proof.pc;

import java.util.Optional;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.StartState;

/** The machine in the JVM as an emulator; what it does not model ends as a fault of its own, never as a verdict. */
public final class PcEmulator implements Emulator {

    private final StartState start;

    public PcEmulator() {
        this(StartState.DEFAULT);
    }

    /** @param start what each guest finds when it is switched on */
    public PcEmulator(StartState start) {
        this.start = start;
    }

    @Override
    public PcGuest guest(DiskImage disk, DriveKind drive) {
        return new PcGuest(disk, drive, start);
    }

    @Override
    public Optional<Emulator> starting(StartState other) {
        return Optional.of(new PcEmulator(other));
    }

    @Override
    public void close() {
        // Nothing runs on its own.
    }
}
