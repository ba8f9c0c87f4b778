package pxos.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.pipeline.RunRequest;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** The options of a run, in the order of the help. */
final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-g", "--goal"},
            paramLabel = "WORDS",
            description = "What pxOS should be able to do, in words.")
    private String goal;

    @Option(names = "--auto", description = "Build the next incomplete milestone of the roadmap.")
    private boolean auto;

    @Option(
            names = "--until",
            paramLabel = "MILESTONE",
            defaultValue = "",
            description = "With --auto: build every milestone up to this one.")
    private String until;

    @Mixin
    private AuthorOptions authors;

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
        authors.check();
    }

    private void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** @param settings what holds where an option is not given */
    RunRequest request(Workspace workspace, Settings settings) {
        return new RunRequest(
                workspace, goal().strip(), auto, until, authors.of(settings), proof.testing(), proof.allowsBootEdit());
    }

    ProofOptions proof() {
        return proof;
    }

    /** As it was given; empty where it was not. */
    String goal() {
        return goal == null ? "" : goal;
    }
}
