package pxos.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest;
import pxos.pipeline.Runs;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** The command itself: runs a goal. */
@Command(
        name = "pxos",
        versionProvider = PxosCommand.Version.class,
        sortOptions = false,
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
final class PxosCommand implements Callable<Integer>, GoalCommand {

    private final Map<String, String> environment;
    private final Console.MachineOutput output = new Console.MachineOutput();

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Mixin
    private SharedOptions shared;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    /** @param environment where QEMU and nasm are looked for */
    PxosCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pxOS Orchestrator " + number()};
        }

        static String number() {
            String version = Version.class.getPackage().getImplementationVersion();
            return version == null ? "(not from its jar)" : version;
        }
    }

    /** What comes before this command, or the subcommand that was named. */
    void begin(ParseResult parsed) {
        shared.beginLog(new Version().getVersion()[0]);
        if (parsed.hasSubcommand() && options.wantRun()) {
            String subcommand = parsed.subcommand().commandSpec().name();
            throw new ParameterException(spec.commandLine(), "Unmatched argument: '" + subcommand + "'");
        }
        if (shared.json()
                && parsed.hasSubcommand()
                && parsed.subcommand().commandSpec().userObject() instanceof Subcommand command
                && !command.givesJson()) {
            throw new ParameterException(
                    parsed.subcommand().commandSpec().commandLine(),
                    "pxos " + parsed.subcommand().commandSpec().name() + " has nothing to say in JSON.");
        }
    }

    @Override
    public Integer call() throws Exception {
        options.check(machine());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Workspace workspace = shared.workspace(environment, err);
        RunRequest request = options.request(workspace, Settings.of(environment, workspace));
        if (options.dryRun) {
            DryRun.show(new Runs(Outside.of(environment)).questions(request), options.contextTokens, machine(), out);
            return 0;
        }
        return new RunCall(environment, options.proof(), shared, out, err, machine() ? output : null).run(request);
    }

    SharedOptions shared() {
        return shared;
    }

    /** Where programs are looked for. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public Console.MachineOutput output() {
        return output;
    }

    @Override
    public boolean machine() {
        return shared.json();
    }

    @Override
    public String goal() {
        return options.goal();
    }
}
