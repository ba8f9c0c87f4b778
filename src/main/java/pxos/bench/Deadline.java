package pxos.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import pxos.Problem;

/** Ends the questions of a goal when its time is over: the one that is open breaks off, and no other is asked. */
final class Deadline implements AutoCloseable {

    private final Duration time;
    private final List<Runnable> ends = new ArrayList<>();
    private final CompletableFuture<Void> clock = new CompletableFuture<>();
    private boolean begun;
    private boolean over;

    /** @param time counted from the first question; zero for no end */
    Deadline(Duration time) {
        this.time = time;
    }

    /**
     * A question is about to be asked.
     *
     * @throws Problem where the time is over
     */
    synchronized void beforeAQuestion() {
        if (over) {
            throw new Problem(Problem.Kind.MISSING, inWords(), "");
        }
        if (!begun && !time.isZero()) {
            clock.completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
            clock.thenRun(this::strike);
        }
        begun = true;
    }

    /** Has this done when the time is over, at once where it is. */
    void whenOver(Runnable end) {
        synchronized (this) {
            if (!over) {
                ends.add(end);
                return;
            }
        }
        end.run();
    }

    private void strike() {
        List<Runnable> due;
        synchronized (this) {
            over = true;
            due = List.copyOf(ends);
        }
        due.forEach(Runnable::run);
    }

    synchronized boolean isOver() {
        return over;
    }

    String inWords() {
        long minutes = time.toMinutes();
        return "not finished in " + minutes + (minutes == 1 ? " minute" : " minutes");
    }

    @Override
    public void close() {
        clock.cancel(false);
    }
}
