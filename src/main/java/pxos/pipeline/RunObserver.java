package pxos.pipeline;

import java.time.Duration;
import pxos.proof.ScenarioResult;

/** Hears how a run comes along. */
public interface RunObserver {

    /** Hears nothing. */
    RunObserver SILENT = new RunObserver() {};

    /** @param run as the stage finds it */
    default void started(Stage stage, RunContext run) {}

    /** Something that happens while a stage is at work, such as tokens streaming in. */
    default void progress(String text) {}

    /**
     * A model has written on. May be called by several threads.
     *
     * @param author the model as it was named; empty where the server chose it
     * @param text only a piece of its answer
     */
    default void wrote(String author, String text) {}

    /** A scenario has come to its end on a guest. May be called by several threads. */
    default void saw(ScenarioResult result) {}

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
