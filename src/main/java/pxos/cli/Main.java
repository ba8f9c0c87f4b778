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
        CommandLine command = runCommandLine(environment);
        // Each takes over how the command treats errors and at signs.
        SUBCOMMANDS.forEach(command::addSubcommand);
        return configured(command);
    }

    /** A run needs no subcommand; leaving them out saves reading all their annotations, a tenth of a short run. */
    static boolean isRun(List<String> args) {
        return !args.isEmpty()
                && args.get(0).startsWith("-")
                && args.stream().anyMatch(arg -> arg.startsWith("--goal") || arg.equals("-g") || arg.equals("--auto"))
                && args.stream().noneMatch(HELP::contains);
    }

    /** The command line without subcommands. */
    static CommandLine runCommandLine(Map<String, String> environment) {
        return configured(new CommandLine(new PxosCommand(environment)));
    }

    private static CommandLine configured(CommandLine command) {
        return command
                // A goal may begin with an at sign.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(new Errors());
    }
}
