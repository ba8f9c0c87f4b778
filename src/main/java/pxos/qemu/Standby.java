package pxos.qemu;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A QEMU started before it is known what it is to boot, so that no test waits for its start; it stands before its first
 * instruction.
 *
 * <p>QEMU takes a disk's geometry from its first sector when it starts (hw/block/hd-geometry.c); whatever stands behind
 * that one can still be put there before the first instruction.
 */
final class Standby implements AutoCloseable {

    private final DriveKind drive;
    private final FutureTask<Machine> machine;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * Begins to start it, and returns.
     *
     * @param disk a disk with the boot sector that is going to be booted
     * @param starter starts a QEMU that stands still
     */
    Standby(Callable<DiskImage> disk, DriveKind drive, Function<DiskImage, Machine> starter) {
        this.drive = drive;
        this.machine = new FutureTask<>(() -> starter.apply(disk.call()));
        Thread thread = new Thread(machine, "standby");
        thread.setDaemon(true);
        thread.start();
    }

    /** The machine, booting from {@code wanted}; empty where it was taken, cannot boot from that, or did not start. */
    Optional<Machine> take(DiskImage wanted, DriveKind kind) {
        if (kind != drive || taken.getAndSet(true)) {
            return Optional.empty();
        }
        return started().flatMap(ready -> poweredOn(ready, wanted));
    }

    private static Optional<Machine> poweredOn(Machine machine, DiskImage wanted) {
        try {
            if (wanted.startsLike(machine.disk())) {
                machine.powerOn(wanted);
                return Optional.of(machine);
            }
        } catch (QemuException e) {
            // It ended meanwhile; whoever needs one starts another.
        }
        machine.close();
        return Optional.empty();
    }

    /** Empty where it failed: whoever needs one tries anew, and says why that fails. */
    private Optional<Machine> started() {
        try {
            return Optional.of(machine.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QemuException("interrupted while QEMU started", e);
        }
    }

    /** Ends it, unless it was taken; waits for its start, so that nothing of it is left behind. */
    @Override
    public void close() {
        if (!taken.getAndSet(true)) {
            started().ifPresent(Machine::close);
        }
    }
}
