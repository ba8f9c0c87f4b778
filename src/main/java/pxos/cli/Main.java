package pxos.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line. */
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
    /** Where the terminal does not say how wide it is. */
    private static final int HELP_COLUMNS = 100;

    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Does what the arguments say; returns the exit code. */
    static int execute(String... args) {
        Map<String, String> environment = System.getenv();
        List<String> words = withHelpAsOption(List.of(args));
        CommandLine command = isRun(words) ? runCommandLine(environment) : commandLine(environment);
        return command.execute(words.toArray(new String[0]));
    }

    /** {@code help test} as {@code test --help}: a command of that name could not be the value of {@code --goal}. */
    static List<String> withHelpAsOption(List<String> args) {
        if (args.isEmpty() || !args.get(0).equals("help")) {
            return args;
        }
        return Stream.concat(args.stream().skip(1), Stream.of("--help")).toList();
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
        boolean hasWork = false;
        for (String arg : args) {
            if (HELP.contains(arg)) {
                return false;
            }
            hasWork |= arg.startsWith("--goal") || arg.equals("-g") || arg.equals("--auto");
        }
        return hasWork && args.get(0).startsWith("-");
    }

    /** The command line without subcommands. */
    static CommandLine runCommandLine(Map<String, String> environment) {
        return configured(new CommandLine(new PxosCommand(environment).spec()));
    }

    private static CommandLine configured(CommandLine command) {
        return command.setUsageHelpWidth(HELP_COLUMNS)
                // A goal may begin with an at sign.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(new Errors());
    }
}
