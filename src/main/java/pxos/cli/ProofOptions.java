package pxos.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.model.Request;
import pxos.pipeline.Floor;
import pxos.pipeline.RunRequest;
import pxos.proof.DriveKind;

/** How a run is proved and told of, whoever writes the code. */
final class ProofOptions {

    private static final int MAX_TIMEOUT_SECONDS = 24 * 60 * 60;
    private static final String STDOUT = "-";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--no-test", description = "Do not boot the result; nothing is then called verified.")
    private boolean noTest;

    @Option(
            names = "--allow-boot-edit",
            description = "Let generated code change the boot sector (never its signature).")
    private boolean allowBootEdit;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            defaultValue = "ide",
            description = "The drive to boot from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DriveKind drive;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long the tests of one image may take (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--floor",
            paramLabel = "WHICH",
            defaultValue = "strict",
            description = "How strong the tests of a model's code must be: ${COMPLETION-CANDIDATES}"
                    + " (default: strict: they execute 80 %% of it and catch 30 %% of its mutants).")
    private Floor floor;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "Write what happens as JSON Lines, as it happens; - for stdout, which then holds nothing else.")
    private String events;

    /**
     * @param json whether the result is wanted as JSON
     * @throws ParameterException where the options cannot be meant together, or one is out of its range
     */
    void check(boolean json) {
        Subcommand.requireInRange(spec, "--timeout", timeoutSeconds, 1, MAX_TIMEOUT_SECONDS);
        refuseIf(
                json && STDOUT.equals(events),
                "--json and --events - both write to stdout; the last event holds the result, too.");
    }

    /** @throws ParameterException where the goal cannot be read */
    void checkGoal(String goal) {
        String words = goal.strip();
        refuseIf(words.isEmpty(), "The goal is empty.");
        refuseIf(
                words.length() > Request.MAX_GOAL_CHARACTERS,
                "The goal has " + words.length() + " characters; at most " + Request.MAX_GOAL_CHARACTERS
                        + " are read.");
        refuseIf(
                words.chars().anyMatch(Character::isISOControl),
                "The goal holds a control character; write it as one line of plain text.");
    }

    private void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    RunRequest.Testing testing() {
        return new RunRequest.Testing(!noTest, drive, Duration.ofSeconds(timeoutSeconds), floor);
    }

    boolean allowsBootEdit() {
        return allowBootEdit;
    }

    /** The file for the events; {@code -} for stdout, null for none. */
    String events() {
        return events;
    }
}
