package pxos.pipeline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Measures the stages of a run and tells its observer about them. */
final class Stopwatch {

    private final RunObserver observer;
    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private Stage current;
    private long startNanos;

    Stopwatch(RunObserver observer) {
        this.observer = observer;
    }

    void start(Stage stage, String detail) {
        stop("");
        current = stage;
        startNanos = System.nanoTime();
        observer.started(stage, detail);
    }

    /** Ends the stage that is running, with its outcome. */
    void end(String summary) {
        stop(summary);
    }

    /** The stage at work, or the first one. */
    Stage current() {
        return current == null ? Stage.ANALYSE : current;
    }

    Map<Stage, Duration> times() {
        return times;
    }

    private boolean running() {
        return startNanos != 0;
    }

    private void stop(String summary) {
        if (running()) {
            Duration time = Duration.ofNanos(System.nanoTime() - startNanos);
            startNanos = 0;
            times.merge(current, time, Duration::plus);
            observer.ended(current, time, summary);
        }
    }
}
