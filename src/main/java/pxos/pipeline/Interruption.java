package pxos.pipeline;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import pxos.Problem;
import pxos.Problem.Kind;

/**
 * Ctrl-C, or another request to end the process, in the middle of a run: tells the observer, unless the run is being
 * written down, which then comes to its end first.
 */
final class Interruption implements RunObserver, AutoCloseable {

    private final RunObserver observer;
    private final RunContext begun;
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile Stage stage = Stage.ANALYSE;
    private boolean finished;

    /** @param observer hears what this one hears, and the interruption */
    Interruption(RunObserver observer, RunContext begun) {
        this.observer = observer;
        this.begun = begun;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            interrupt();
            throw interrupted();
        }
    }

    private void interrupt() {
        // Never unlocked again: nothing may be written down after this has been said.
        writing.lock();
        if (!finished) {
            observer.interrupted(begun.failed(stage, interrupted()));
        }
    }

    private static Problem interrupted() {
        return new Problem(Kind.INTERNAL, "interrupted", "The workspace is unchanged; run it again.");
    }

    @Override
    public void started(Stage next, RunContext run) {
        stage = next;
        if (next == Stage.LOG) {
            writing.lock();
        }
        observer.started(next, run);
    }

    @Override
    public void ended(Stage last, Duration time, RunContext run) {
        observer.ended(last, time, run);
    }

    @Override
    public void finished(RunContext run) {
        observer.finished(run);
        finished = true;
    }

    @Override
    public void close() {
        if (writing.isHeldByCurrentThread()) {
            writing.unlock();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }
}
