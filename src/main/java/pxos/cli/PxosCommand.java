package pxos.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.pipeline.RunRequest;

/** The command itself: runs a goal. */
@Command(
        name = "pxos",
        versionProvider = Version.class,
        sortOptions = false,
        addMethodSubcommands = false,
        usageHelpAutoWidth = true,
        header = "Turns a goal in words into a working feature of pxOS, and proves it in QEMU.",
        synopsisHeading = "%n",
        customSynopsis = {
            "pxos --goal \"Add backspace support\"   build one goal",
            "pxos --auto [--until M5]              build the next milestone, or all up to one",
            "pxos COMMAND [--help]                 look around; the commands are listed below",
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the OS failed its checks",
            "2:bad input: an option, the goal or a file of the workspace",
            "3:something is missing: QEMU, LM Studio, a recipe for the goal",
            "4:the model's output was unusable",
            "5:internal error",
        })
final class PxosCommand implements Callable<Integer> {

    private static final int MAX_ATTEMPTS = 20;
    private static final int MAX_CANDIDATES = 16;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private RunOptions.Where where = new RunOptions.Where();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    private final Map<String, String> environment;
    private final MachineOutput output = new MachineOutput();

    PxosCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        check();
        if (where.verbose) {
            StderrLogging.beVerbose();
        }
        if (options.dryRun) {
            return new DryRun(this, spec.commandLine().getOut()).show();
        }
        return new RunCommand(
                        this, spec.commandLine().getOut(), spec.commandLine().getErr())
                .run();
    }

    private void check() {
        RunRequest request = options.request();
        if (request.goal().isEmpty() && !request.auto()) {
            fail(options.goal == null ? "Give a goal with --goal \"…\", or --auto." : "The goal is empty.");
        }
        if (request.auto() && options.goal != null) {
            fail("--goal and --auto exclude each other.");
        }
        if (!request.auto() && !request.until().isEmpty()) {
            fail("--until goes with --auto.");
        }
        if (request.goal().length() > RunRequest.MAX_GOAL_CHARACTERS) {
            fail("The goal has " + request.goal().length() + " characters; at most " + RunRequest.MAX_GOAL_CHARACTERS
                    + " are read.");
        }
        if (request.goal().chars().anyMatch(Character::isISOControl)) {
            fail("The goal holds a control character; write it as one line of plain text.");
        }
        inRange("--attempts", options.attempts, MAX_ATTEMPTS);
        inRange("--candidates", options.candidates, MAX_CANDIDATES);
        inRange("--timeout", options.timeoutSeconds, 24 * 60 * 60);
    }

    private void inRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            fail(name + " is a number from 1 to " + most + ", not " + value + ".");
        }
    }

    private void fail(String message) {
        throw new ParameterException(spec.commandLine(), message);
    }

    RunOptions options() {
        return options;
    }

    RunOptions.Where where() {
        return where;
    }

    /** Where programs are looked for. */
    Map<String, String> environment() {
        return environment;
    }

    MachineOutput output() {
        return output;
    }

    /** Whether the result is wanted as JSON; asked when something fails before the run begins. */
    boolean machine() {
        return options.machine;
    }

    String goal() {
        return options.goal == null ? "" : options.goal;
    }
}
