package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;

/**
 * The guests of one tester. Starting QEMU and its BIOS takes longer than most tests, so that a guest is used again for
 * whatever starts like its disk, and may be started before it is known what it is to boot.
 *
 * <p>QEMU takes a disk's geometry from its first sector when it starts (hw/block/hd-geometry.c), and the BIOS reads
 * nothing but that one.
 */
final class Guests implements AutoCloseable {

    private final BiFunction<DiskImage, TestOptions, Guest> starter;
    private final List<Idle> idle = new ArrayList<>();
    private boolean closed;

    /** A guest that nobody uses, or the start of one. */
    private record Idle(TestOptions options, FutureTask<Guest> guest) {

        /** Empty where it failed: whoever needs one starts another, and says why that fails. */
        private List<Guest> started() {
            try {
                return List.of(guest.get());
            } catch (ExecutionException e) {
                return List.of();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new QemuException("interrupted while QEMU started", e);
            }
        }
    }

    /** @param starter starts a QEMU with this disk */
    Guests(BiFunction<DiskImage, TestOptions, Guest> starter) {
        this.starter = starter;
    }

    /**
     * Begins to start guests that are not there yet, and returns.
     *
     * @param disk a disk with the boot sector that is going to be booted
     * @param count how many will be wanted at the same time
     */
    void startAhead(Callable<DiskImage> disk, TestOptions options, int count) {
        for (int i = count(options); i < count; i++) {
            startAhead(disk, options);
        }
    }

    private synchronized int count(TestOptions options) {
        return (int) idle.stream().filter(one -> one.options.startLike(options)).count();
    }

    private void startAhead(Callable<DiskImage> disk, TestOptions options) {
        FutureTask<Guest> task = new FutureTask<>(() -> {
            Guest guest = starter.apply(disk.call(), options);
            try {
                guest.start();
            } catch (FaultException | QemuException e) {
                guest.close();
                throw e;
            }
            return guest;
        });
        Thread thread = new Thread(task, "guest");
        thread.setDaemon(true);
        thread.start();
        add(new Idle(options, task));
    }

    /** A guest to be switched on with this disk, kept for no other test. */
    Guest own(DiskImage wanted, TestOptions options) {
        return starter.apply(wanted, options);
    }

    /** A guest to be switched on with this disk; one that is there if there is one for it. */
    Guest take(DiskImage wanted, TestOptions options) {
        for (Idle found = next(options); found != null; found = next(options)) {
            for (Guest guest : found.started()) {
                if (wanted.startsLike(guest.machine().disk())) {
                    return guest;
                }
                guest.close();
            }
        }
        return own(wanted, options);
    }

    /** One that is there before one that is starting still; null for none. */
    private synchronized Idle next(TestOptions options) {
        Idle best = null;
        for (Idle one : idle) {
            if (one.options.startLike(options) && (best == null || one.guest.isDone() && !best.guest.isDone())) {
                best = one;
            }
        }
        idle.remove(best);
        return best;
    }

    /** For the next test; a guest that does not obey any more, or has written to its disk, is ended. */
    void giveBack(Guest guest, TestOptions options) {
        try {
            if (guest.stop()) {
                // QEMU's statistics would accuse whatever it boots next.
                guest.close();
                return;
            }
            FutureTask<Guest> there = new FutureTask<>(() -> guest);
            there.run();
            add(new Idle(options, there));
        } catch (QemuException e) {
            guest.close();
        }
    }

    private void add(Idle one) {
        synchronized (this) {
            if (!closed) {
                idle.add(one);
                return;
            }
        }
        one.started().forEach(Guest::close);
    }

    /** Ends all that nobody uses; waits for those that are starting, so that nothing of them is left behind. */
    @Override
    public void close() {
        List<Idle> rest;
        synchronized (this) {
            closed = true;
            rest = List.copyOf(idle);
            idle.clear();
        }
        rest.forEach(one -> one.started().forEach(Guest::close));
    }
}
