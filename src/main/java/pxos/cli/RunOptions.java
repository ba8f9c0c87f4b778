package pxos.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.model.Request;
import pxos.model.lm.LmSettings;
import pxos.pipeline.Floor;
import pxos.pipeline.RunRequest;
import pxos.proof.DriveKind;
import pxos.workspace.Workspace;

/** The options of a run, in the order of the help. */
final class RunOptions {

    private static final int MAX_ATTEMPTS = 20;
    private static final int MAX_CANDIDATES = 16;
    private static final int MAX_TIMEOUT_SECONDS = 24 * 60 * 60;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-g", "--goal"},
            paramLabel = "WORDS",
            description = "What pxOS is to be able to do, in words.")
    private String goal;

    @Option(names = "--auto", description = "Build the next incomplete milestone of the roadmap.")
    private boolean auto;

    @Option(
            names = "--until",
            paramLabel = "MILESTONE",
            defaultValue = "",
            description = "With --auto: build every milestone up to this one.")
    private String until;

    @Option(names = "--no-test", description = "Do not boot the result; nothing is then called verified.")
    private boolean noTest;

    @Option(
            names = "--llm",
            paramLabel = "WHICH",
            defaultValue = "auto",
            description = "Who writes the code: ${COMPLETION-CANDIDATES}"
                    + " (default: auto: LM Studio when it answers, else recipes).")
    private RunRequest.Llm llm;

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            defaultValue = LmSettings.DEFAULT_URL,
            description = "An OpenAI-compatible server (default: ${DEFAULT-VALUE}).")
    private String lmStudioUrl;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model to ask; given several times, the best verified answer of all is taken.")
    private final List<String> models = new ArrayList<>();

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "1",
            description = "Answers to ask each model for at a time (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Code attempts for a feature; each learns from the one before (default: ${DEFAULT-VALUE}).")
    private int attempts;

    @Option(names = "--dry-run", description = "Show the prompts that would be sent, and send nothing.")
    boolean dryRun;

    @Option(
            names = "--context",
            paramLabel = "TOKENS",
            defaultValue = "4096",
            description = "With --dry-run: the context window to write for (default: ${DEFAULT-VALUE}).")
    int contextTokens;

    @Option(
            names = "--allow-boot-edit",
            description = "Let generated code change the boot sector (never its signature).")
    private boolean allowBootEdit;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            defaultValue = "IDE",
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

    @Option(names = "--machine", description = "Write exactly one JSON document to stdout, for programs.")
    boolean machine;

    /** Whether there is anything to run. */
    boolean wantRun() {
        return goal != null || auto;
    }

    /** @throws ParameterException where the options cannot be meant together, or one is out of its range */
    void check() {
        refuseIf(!wantRun(), "Give a goal with --goal \"…\", or --auto.");
        refuseIf(goal != null && auto, "--goal and --auto exclude each other.");
        refuseIf(goal != null && goal.isBlank(), "The goal is empty.");
        refuseIf(!until.isEmpty() && !auto, "--until goes with --auto.");
        String words = goal().strip();
        refuseIf(
                words.length() > Request.MAX_GOAL_CHARACTERS,
                "The goal has " + words.length() + " characters; at most " + Request.MAX_GOAL_CHARACTERS
                        + " are read.");
        refuseIf(
                words.chars().anyMatch(Character::isISOControl),
                "The goal holds a control character; write it as one line of plain text.");
        inRange("--attempts", attempts, MAX_ATTEMPTS);
        inRange("--candidates", candidates, MAX_CANDIDATES);
        inRange("--timeout", timeoutSeconds, MAX_TIMEOUT_SECONDS);
    }

    private void inRange(String name, int value, int most) {
        refuseIf(value < 1 || value > most, name + " is a number from 1 to " + most + ", not " + value + ".");
    }

    private void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    RunRequest request(Workspace workspace) {
        return new RunRequest(
                workspace,
                goal().strip(),
                auto,
                until,
                new RunRequest.Authors(llm, lmStudioUrl, models, attempts, candidates),
                new RunRequest.Testing(!noTest, drive, Duration.ofSeconds(timeoutSeconds), floor),
                allowBootEdit);
    }

    /** As it was given; empty where it was not. */
    String goal() {
        return goal == null ? "" : goal;
    }
}
