package pxos.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.model.lm.LmSettings;
import pxos.pipeline.RunRequest;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** The options of a run, in the order of the help. */
final class RunOptions {

    private static final int MAX_ATTEMPTS = 20;
    private static final int MAX_CANDIDATES = 16;

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

    @Option(
            names = "--llm",
            paramLabel = "WHICH",
            description = "Who writes the code: ${COMPLETION-CANDIDATES}"
                    + " (default: the setting llm, else auto: LM Studio when it answers, else recipes).")
    private RunRequest.Llm llm;

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            description =
                    "An OpenAI-compatible server (default: the setting lm_url, else " + LmSettings.DEFAULT_URL + ").")
    private String lmStudioUrl;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The model to ask (default: the setting model); given several times, the best verified answer of"
                            + " all is taken.")
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

    @Mixin
    private ProofOptions proof;

    /** Whether there is anything to run. */
    boolean wantRun() {
        return goal != null || auto;
    }

    /**
     * @param json whether the result is wanted as JSON
     * @throws ParameterException where the options cannot be meant together, or one is out of its range
     */
    void check(boolean json) {
        refuseIf(!wantRun(), "Give a goal with --goal \"…\", or --auto.");
        refuseIf(goal != null && auto, "--goal and --auto exclude each other.");
        refuseIf(!until.isEmpty() && !auto, "--until goes with --auto.");
        if (goal != null) {
            proof.checkGoal(goal);
        }
        proof.check(json);
        proof.inRange("--attempts", attempts, MAX_ATTEMPTS);
        proof.inRange("--candidates", candidates, MAX_CANDIDATES);
    }

    private void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** @param settings what holds where an option is not given */
    RunRequest request(Workspace workspace, Settings settings) {
        return new RunRequest(
                workspace, goal().strip(), auto, until, authors(settings), proof.testing(), proof.allowsBootEdit());
    }

    private RunRequest.Authors authors(Settings settings) {
        String model = settings.get(Settings.Key.MODEL);
        return new RunRequest.Authors(
                llm == null ? settings.llm() : llm,
                lmStudioUrl == null ? settings.get(Settings.Key.LM_URL) : lmStudioUrl,
                models.isEmpty() && !model.isEmpty() ? List.of(model) : models,
                attempts,
                candidates);
    }

    ProofOptions proof() {
        return proof;
    }

    /** As it was given; empty where it was not. */
    String goal() {
        return goal == null ? "" : goal;
    }
}
