package pxos.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Entry point of the command line. */
public final class Main {

    private static final List<Class<?>> SUBCOMMANDS = List.of(
            TestCommand.class,
            MilestonesCommand.class,
            ModelsCommand.class,
            BootCommand.class,
            InitCommand.class);
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        Preload.start();
        CommandLine command = isRun(List.of(args)) ? runCommandLine() : commandLine();
        System.exit(command.execute(args));
    }

    /** The command line with all its subcommands. */
    static CommandLine commandLine() {
        CommandLine command = runCommandLine();
        SUBCOMMANDS.forEach(command::addSubcommand);
        return command;
    }

    /** A run needs no subcommand; leaving them out saves reading all their annotations, a tenth of a short run. */
    static boolean isRun(List<String> args) {
        return !args.isEmpty()
                && args.get(0).startsWith("-")
                && args.stream().anyMatch(arg -> arg.startsWith("--goal") || arg.equals("-g") || arg.equals("--auto"))
                && args.stream().noneMatch(HELP::contains);
    }

    /** The command line without subcommands. */
    static CommandLine runCommandLine() {
        return new CommandLine(new PxosCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(new Errors());
    }
}
