package pxos.proof.qemu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import pxos.Problem;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.Guest;
import pxos.proof.StartState;

/** Runs guests in QEMU. Starting one takes longer than most tests, so each is used again for whatever starts like its disk. */
public final class QemuEmulator implements Emulator {

    private static final Duration MONITOR_DEADLINE = Duration.ofSeconds(60);

    private final Path qemu;
    private final StartState start;
    private final Limits limits;
    private final Function<List<String>, ProcessBuilder> starter;
    private final List<QemuGuest> idle = new ArrayList<>();
    private boolean closed;

    /**
     * With limits that no sound pxOS comes near: 1.5 s of computing, a minute of sleep.
     *
     * @param qemu the QEMU to run, as from {@link QemuBinary#locate}
     */
    public QemuEmulator(Path qemu) {
        this(qemu, Duration.ofMillis(1500), Duration.ofSeconds(60));
    }

    /**
     * The same with other limits.
     *
     * @param spinLimit processor time after which a guest that has not come to rest spins
     * @param sleepLimit guest time asleep, though not waiting for a key, after which it hangs
     */
    public QemuEmulator(Path qemu, Duration spinLimit, Duration sleepLimit) {
        this(qemu, spinLimit, sleepLimit, ProcessBuilder::new);
    }

    QemuEmulator(Path qemu, Duration spinLimit, Duration sleepLimit, Function<List<String>, ProcessBuilder> starter) {
        this(qemu, StartState.DEFAULT, new Limits(spinLimit, sleepLimit), starter);
    }

    private QemuEmulator(Path qemu, StartState start, Limits limits, Function<List<String>, ProcessBuilder> starter) {
        this.qemu = qemu;
        this.start = start;
        this.limits = limits;
        this.starter = starter;
    }

    @Override
    public Optional<Emulator> starting(StartState other) {
        return Optional.of(new QemuEmulator(qemu, other, limits, starter));
    }

    @Override
    public Guest guest(DiskImage disk, DriveKind wanted) {
        // QEMU's floppy controller reports no error for what it cannot read: the guest gets zeros (hw/block/fdc.c).
        DriveKind usual = disk.traits().unreadable().isEmpty() ? wanted : DriveKind.IDE;
        // QEMU has no hard disks that are write-protected.
        DriveKind drive = disk.traits().readOnly() ? DriveKind.FLOPPY : usual;
        Optional<QemuGuest> found = take(disk, drive);
        found.ifPresent(guest -> guest.insert(disk));
        return found.orElseGet(() -> new QemuGuest(
                MachineStart.start(qemu, disk, drive, start, starter, MONITOR_DEADLINE), drive, start, limits, this));
    }

    /** An idle guest for this disk. Where there is none, the others of this drive are of no use either, and are ended. */
    private synchronized Optional<QemuGuest> take(DiskImage disk, DriveKind drive) {
        Optional<QemuGuest> found =
                idle.stream().filter(guest -> guest.boots(disk, drive)).findFirst();
        found.ifPresentOrElse(idle::remove, () -> endIdle(guest -> guest.bootsFrom(drive)));
        return found;
    }

    /** Keeps it for the next test, unless it does not obey any more, or has written to its disk. */
    void giveBack(QemuGuest guest) {
        if (!pauses(guest) || !keep(guest)) {
            guest.end();
        }
    }

    private static boolean pauses(QemuGuest guest) {
        try {
            return guest.pause();
        } catch (Problem e) {
            return false;
        }
    }

    private synchronized boolean keep(QemuGuest guest) {
        return !closed && idle.add(guest);
    }

    /** Ends every QEMU that nobody uses; the others end when they are given back. */
    @Override
    public synchronized void close() {
        closed = true;
        endIdle(guest -> true);
    }

    private void endIdle(Predicate<QemuGuest> which) {
        idle.stream().filter(which).forEach(QemuGuest::end);
        idle.removeIf(which);
    }
}
