package pxos.proof.pc;

import java.time.LocalDateTime;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;

/** The machine in the JVM as an emulator; what it does not model ends as a fault of its own, never as a verdict. */
public final class PcEmulator implements Emulator {

    private static final LocalDateTime CLOCK = LocalDateTime.of(2026, 12, 24, 13, 5, 7);

    private final LocalDateTime clock;
    private final long noise;

    public PcEmulator() {
        this(CLOCK, 0);
    }

    /**
     * @param clock the time at which each guest is switched on
     * @param noise the seed of what free memory holds then, as in {@link Pc#noise}
     */
    public PcEmulator(LocalDateTime clock, long noise) {
        this.clock = clock;
        this.noise = noise;
    }

    @Override
    public PcGuest guest(DiskImage disk, DriveKind drive) {
        return new PcGuest(disk, drive, clock, noise);
    }

    @Override
    public void close() {
        // Nothing runs on its own.
    }
}
