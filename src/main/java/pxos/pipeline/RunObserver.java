package pxos.pipeline;

import java.time.Duration;

/** Hears how a run comes along. */
public interface RunObserver {

    /** Hears nothing. */
    RunObserver SILENT = new RunObserver() {};

    /** @param detail what is being worked on; may be empty */
    default void started(Stage stage, String detail) {}

    /** Something that happens while a stage is at work, such as tokens streaming in. */
    default void progress(Stage stage, String text) {}

    /** @param summary the outcome in a few words */
    default void ended(Stage stage, Duration time, String summary) {}

    /** @param message something a person should know */
    default void note(String message) {}
}
