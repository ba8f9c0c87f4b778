package pxos.pipeline;

import java.time.Duration;

/** Hears how a run comes along. */
public interface RunObserver {

    /** Hears nothing. */
    RunObserver SILENT = new RunObserver() {};

    /** @param run as the stage finds it */
    default void started(Stage stage, RunContext run) {}

    /** Something that happens while a stage is at work, such as tokens streaming in. */
    default void progress(String text) {}

    /** @param run as the stage leaves it */
    default void ended(Stage stage, Duration time, RunContext run) {}

    /** @param message something a person should know */
    default void note(String message) {}

    /** The run is over and written down. */
    default void finished(RunContext run) {}

    /**
     * The process is about to end in the middle of a run; nothing of it has been or will be written down.
     *
     * @param run what was asked for, with the interruption as its failure
     */
    default void interrupted(RunContext run) {}
}
