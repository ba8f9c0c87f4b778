package pxos.cli;

import java.util.concurrent.locks.ReentrantLock;

/** Ctrl-C, or another request to end the process: what is to be said then, and what may come to its end first. */
final class Interruption implements AutoCloseable {

    private final ReentrantLock writing = new ReentrantLock();
    private final Thread hook;
    private boolean ended;

    private Interruption(Runnable action) {
        hook = new Thread(() -> interrupt(action), "interruption");
    }

    /** Calls {@code action} when the process is asked to end before {@link #close()} was called. */
    static Interruption watch(Runnable action) {
        Interruption interruption = new Interruption(action);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Lets {@code work} come to its end even if the process is asked to end meanwhile; then nothing is said. */
    <E extends Exception> int postponedWhile(Work<E> work) throws E {
        writing.lock();
        try {
            int result = work.run();
            ended = true;
            return result;
        } finally {
            writing.unlock();
        }
    }

    /** Work that ends in an exit code. */
    interface Work<E extends Exception> {
        int run() throws E;
    }

    private void interrupt(Runnable action) {
        // Never unlocked again: nothing may be written down after this has been said.
        writing.lock();
        if (!ended) {
            action.run();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }
}
