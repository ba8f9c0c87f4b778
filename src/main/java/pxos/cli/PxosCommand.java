package pxos.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import pxos.model.Request;
import pxos.pipeline.RunRequest;

/** The command itself: runs a goal. */
final class PxosCommand implements Callable<Integer> {

    private static final int MAX_ATTEMPTS = 20;
    private static final int MAX_CANDIDATES = 16;

    private static final String[] SYNOPSIS = {
        "pxos --goal \"Add backspace support\"   build one goal",
        "pxos --auto [--until M5]              build the next milestone, or all up to one",
        "pxos COMMAND [--help]                 look around; the commands are listed below",
    };
    private static final String[] EXIT_CODES = {
        "done",
        "the OS failed its checks",
        "bad input: an option, the goal or a file of the workspace",
        "something is missing: QEMU, LM Studio, a recipe for the goal",
        "the model's output was unusable",
        "internal error",
    };

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final RunOptions options = new RunOptions();
    private final RunOptions.Where where = new RunOptions.Where();
    private final Map<String, String> environment;
    private final MachineOutput output = new MachineOutput();

    PxosCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        describe();
        options.addTo(spec);
        where.addTo(spec);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
    }

    private void describe() {
        Map<String, String> exitCodes = new LinkedHashMap<>();
        for (int code = 0; code < EXIT_CODES.length; code++) {
            exitCodes.put(String.valueOf(code), EXIT_CODES[code]);
        }
        spec.name("pxos")
                .versionProvider(new Version())
                .usageMessage()
                .sortOptions(false)
                .autoWidth(true)
                .header("Turns a goal in words into a working feature of pxOS, and proves it in QEMU.")
                .synopsisHeading("%n")
                .customSynopsis(SYNOPSIS)
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes);
    }

    /** This command as picocli sees it. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        check();
        if (where.verbose()) {
            Logging.beVerbose();
        }
        if (options.dryRun()) {
            return new DryRun(this, spec.commandLine().getOut()).show();
        }
        return new RunCommand(
                        this, spec.commandLine().getOut(), spec.commandLine().getErr())
                .run();
    }

    private void check() {
        RunRequest request = options.request();
        if (request.goal().isEmpty() && !request.auto()) {
            fail(options.goal() == null ? "Give a goal with --goal \"…\", or --auto." : "The goal is empty.");
        }
        if (request.auto() && options.goal() != null) {
            fail("--goal and --auto exclude each other.");
        }
        if (!request.auto() && !request.until().isEmpty()) {
            fail("--until goes with --auto.");
        }
        if (request.goal().length() > Request.MAX_GOAL_CHARACTERS) {
            fail("The goal has " + request.goal().length() + " characters; at most " + Request.MAX_GOAL_CHARACTERS
                    + " are read.");
        }
        if (hasControlCharacter(request.goal())) {
            fail("The goal holds a control character; write it as one line of plain text.");
        }
        inRange("--attempts", options.attempts(), MAX_ATTEMPTS);
        inRange("--candidates", options.candidates(), MAX_CANDIDATES);
        inRange("--timeout", options.timeoutSeconds(), 24 * 60 * 60);
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
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
        return options.machine();
    }

    String goal() {
        return options.goal() == null ? "" : options.goal();
    }
}
