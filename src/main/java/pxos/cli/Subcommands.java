package pxos.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * The subcommands by name. Picocli reads the annotations of each one that it is given, so it is given only what the
 * arguments can mean: a run needs none of them.
 */
final class Subcommands {

    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "goals",
            "features",
            "show",
            "remove",
            "undo",
            "optimise",
            "try",
            "build",
            "test",
            "harden",
            "dream",
            "milestones",
            "history",
            "diff",
            "coach",
            "bench",
            "screenshot",
            "page",
            "network",
            "models",
            "boot",
            "disk",
            "import",
            "selfcheck",
            "config",
            "doctor",
            "completion",
            "man",
            "init",
            "mcp",
            "ci");

    private Subcommands() {}

    /** Adds those that the arguments name; all of them where they name none and ask for no run. */
    static void add(CommandLine command, List<String> args) {
        List<String> named = NAMES.stream().filter(args::contains).toList();
        (named.isEmpty() && !isRun(args) ? NAMES : named).forEach(name -> command.addSubcommand(name, create(name)));
    }

    private static boolean isRun(List<String> args) {
        return args.stream()
                .anyMatch(arg -> arg.equals("--auto") || arg.startsWith("--goal") || arg.equals("--version"));
    }

    private static Object create(String name) {
        return switch (name) {
            case "goals" -> new GoalsCommand();
            case "features" -> new FeaturesCommand();
            case "show" -> new ShowCommand();
            case "remove" -> new RemoveCommand();
            case "optimise" -> new OptimiseCommand();
            case "undo" -> new UndoCommand();
            case "try" -> new TryCommand();
            case "build" -> new BuildCommand();
            case "test" -> new TestCommand();
            case "harden" -> new HardenCommand();
            case "dream" -> new DreamCommand();
            case "milestones" -> new MilestonesCommand();
            case "history" -> new HistoryCommand();
            case "diff" -> new DiffCommand();
            case "bench" -> new BenchCommand();
            case "coach" -> new CoachCommand();
            case "screenshot" -> new ScreenshotCommand();
            case "page" -> new PageCommand();
            case "network" -> new NetworkCommand();
            case "models" -> new ModelsCommand();
            case "boot" -> new BootCommand();
            case "disk" -> new DiskCommand();
            case "import" -> new ImportCommand();
            case "selfcheck" -> new SelfcheckCommand();
            case "doctor" -> new DoctorCommand();
            case "completion" -> new CompletionCommand();
            case "man" -> new ManCommand();
            case "config" -> new ConfigCommand();
            case "init" -> new InitCommand();
            case "mcp" -> new McpCommand();
            case "ci" -> new CiCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
