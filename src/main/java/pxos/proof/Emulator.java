package pxos.proof;

import java.util.Optional;

/**
 * Something that pxOS boots on: QEMU ({@code pxos.proof.qemu}), which judges, or the PC in the JVM ({@code pxos.proof.pc}),
 * which searches; tests use a fake one, too.
 *
 * <p>Safe for threads: guests may be asked for, used and closed at the same time, each by one thread.
 */
public interface Emulator extends AutoCloseable {

    /**
     * A guest that is switched off. It is nobody else's until it is closed.
     *
     * @param disk what is in its drive
     * @throws pxos.Problem where the emulator is missing or does not start
     */
    Guest guest(DiskImage disk, DriveKind drive);

    /** Another one of its kind whose guests find something else when they are switched on; empty where there is none. */
    default Optional<Emulator> starting(StartState start) {
        return Optional.empty();
    }

    /** Ends every guest. */
    @Override
    void close();
}
