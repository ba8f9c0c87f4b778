package pxos.qemu;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * QEMUs started before it is known what they are to boot, so that no test waits for their start: one boots the OS as it
 * is, the others stand before their first instruction.
 *
 * <p>QEMU takes a disk's geometry from its first sector when it starts; whatever stands behind that one can still be put
 * there before the first instruction.
 */
final class Standby implements AutoCloseable {

    /** Starts a QEMU with a disk, running or stopped. */
    interface Starter {
        Machine start(DiskImage disk, boolean running);
    }

    private final DriveKind drive;
    private final ExecutorService thread;
    private final Future<DiskImage> disk;
    private final AtomicReference<Future<Machine>> running;
    private final Queue<Future<Machine>> stopped = new ConcurrentLinkedQueue<>();

    /**
     * Begins to start them, one after the other, and returns.
     *
     * @param disk the disk as it is, with a pxOS in its first sectors
     * @param count how many stand stopped
     */
    Standby(Callable<DiskImage> disk, DriveKind drive, int count, Starter starter) {
        this.drive = drive;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "standby");
            made.setDaemon(true);
            return made;
        });
        this.disk = thread.submit(disk);
        this.running = new AtomicReference<>(thread.submit(() -> starter.start(this.disk.get(), true)));
        for (int i = 0; i < count; i++) {
            stopped.add(thread.submit(() -> starter.start(this.disk.get(), false)));
        }
        thread.shutdown();
    }

    /** A machine that boots, or has booted, from {@code wanted}; empty where none of these can, or none started. */
    Optional<Machine> take(DiskImage wanted, DriveKind kind) {
        Optional<DiskImage> prepared = value(disk);
        if (kind != drive || prepared.filter(wanted::startsLike).isEmpty()) {
            return Optional.empty();
        }
        Future<Machine> asItIs = wanted.equals(prepared.get()) ? running.getAndSet(null) : null;
        if (asItIs != null) {
            return value(asItIs);
        }
        Future<Machine> next = stopped.poll();
        return next == null ? Optional.empty() : value(next).flatMap(machine -> poweredOn(machine, wanted));
    }

    private static Optional<Machine> poweredOn(Machine machine, DiskImage wanted) {
        try {
            machine.powerOn(wanted);
            return Optional.of(machine);
        } catch (QemuException e) {
            machine.close();
            return Optional.empty();
        }
    }

    /** Empty where it failed: whoever needs it tries anew, and says why that fails. */
    private static <T> Optional<T> value(Future<T> future) {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QemuException("interrupted while QEMU started", e);
        }
    }

    /** Ends those that nobody took. */
    @Override
    public void close() {
        Supplier<Future<Machine>> left = () -> {
            Future<Machine> one = running.getAndSet(null);
            return one != null ? one : stopped.poll();
        };
        for (Future<Machine> one = left.get(); one != null; one = left.get()) {
            // What has not begun never will; what has is waited for, so that nothing of it is left behind.
            if (!one.cancel(false)) {
                value(one).ifPresent(Machine::close);
            }
        }
    }
}
