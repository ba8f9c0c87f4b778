package pxos.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Entry point of the command line. */
public final class Main {

    private static final List<Class<?>> SUBCOMMANDS = List.of(
            TestCommand.class,
            MilestonesCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            ScreenshotCommand.class,
            NetworkCommand.class,
            ModelsCommand.class,
            BootCommand.class,
            DiskCommand.class,
            InitCommand.class);
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        Preload.start();
        Map<String, String> environment = System.getenv();
        CommandLine command = isRun(List.of(args)) ? runCommandLine(environment) : commandLine(environment);
        System.exit(command.execute(args));
    }

    /**
     * The command line with all its subcommands.
     *
     * @param environment where QEMU and nasm are looked for, as from {@link System#getenv()}
     */
    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, SUBCOMMANDS);
    }

    /** The command line for a run, as {@link #commandLine(Map)} for everything. */
    static CommandLine runCommandLine(Map<String, String> environment) {
        return commandLine(environment, List.of());
    }

    /** A run needs no subcommand; leaving them out saves reading all their annotations, a tenth of a short run. */
    static boolean isRun(List<String> args) {
        return !args.isEmpty()
                && args.get(0).startsWith("-")
                && args.stream().anyMatch(arg -> arg.startsWith("--goal") || arg.equals("-g") || arg.equals("--auto"))
                && args.stream().noneMatch(HELP::contains);
    }

    private static CommandLine commandLine(Map<String, String> environment, List<Class<?>> subcommands) {
        CommandLine command = new CommandLine(new PxosCommand(environment));
        subcommands.forEach(command::addSubcommand);
        // A goal may begin with an at sign.
        return command.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(new Errors());
    }
}
