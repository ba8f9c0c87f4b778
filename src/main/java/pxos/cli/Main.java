package pxos.cli;

import java.io.FileDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.model.lm.Llm;
import pxos.pipeline.Floor;
import pxos.proof.DriveKind;

/** The command line. */
public final class Main {

    /** The width of the help where the terminal does not tell its own. */
    private static final int HELP_COLUMNS = 100;

    /** What a shell reports for a program that SIGPIPE ended. */
    private static final int BROKEN_PIPE = 128 + 13;

    /** What Java puts in the place of what it cannot read. */
    private static final char LOST = 0xFFFD;

    private Main() {}

    public static void main(String[] args) {
        List<String> words = withHelpAsOption(List.of(args));
        Door out = Door.to(FileDescriptor.out);
        Door err = Door.to(FileDescriptor.err);
        CommandLine command = commandLine(System.getenv(), words).setOut(out).setErr(err);
        String lost = lostLetters(words, System.getProperty("user.dir"));
        int exitCode = lost.isEmpty()
                ? command.execute(words.toArray(String[]::new))
                : new Errors().handleParseException(new ParameterException(asked(command, words), lost), args);
        out.flush();
        err.flush();
        Ending.with(exitCodeOf(exitCode, out.lost(), err), Ending.SIGNAL_ON_ITS_WAY);
    }

    /** The subcommand that is named, else the command itself. */
    private static CommandLine asked(CommandLine command, List<String> words) {
        return words.stream()
                .filter(command.getSubcommands()::containsKey)
                .findFirst()
                .map(command.getSubcommands()::get)
                .orElse(command);
    }

    /**
     * Says what of the command line Java has lost: in the locale C it reads ASCII alone, where {@code bin/pxos} sets another.
     *
     * @param folder the current one
     * @return empty where nothing is lost
     */
    static String lostLetters(List<String> words, String folder) {
        if (words.stream().anyMatch(Set.of("-h", "--help", "-V", "--version")::contains)) {
            return "";
        }
        return Stream.concat(words.stream(), Stream.of(folder))
                .filter(word -> word.indexOf(LOST) >= 0)
                .findFirst()
                .map(word -> "In this locale Java reads nothing but ASCII, and has lost letters of '" + word
                        + "'. Set another one, as in: LC_ALL=C.UTF-8 java -jar …")
                .orElse("");
    }

    /** A result that nobody got is none; a reader that has read enough is told nothing, as other tools do. */
    private static int exitCodeOf(int exitCode, String lost, Door err) {
        if (lost.isEmpty()) {
            return exitCode;
        }
        if (Problem.isHangUp(lost)) {
            return BROKEN_PIPE;
        }
        err.println("error: the output could not be written: " + lost);
        err.println("  Make room where stdout leads to, then run it again.");
        return exitCode == 0 ? Kind.INPUT.exitCode() : exitCode;
    }

    /** {@code help test} as {@code test --help}, and nothing at all as {@code --help}. */
    static List<String> withHelpAsOption(List<String> args) {
        if (args.isEmpty()) {
            return List.of("--help");
        }
        if (!args.get(0).equals("help")) {
            return args;
        }
        List<String> about = args.subList(1, args.size());
        // There is no help for a command that does not exist.
        return about.isEmpty()
                        || Subcommands.NAMES.contains(about.get(0))
                        || about.get(0).startsWith("-")
                ? Stream.concat(about.stream(), Stream.of("--help")).toList()
                : about;
    }

    /**
     * @param environment where QEMU and nasm are looked for, as from {@link System#getenv()}
     * @param args what it is to be able to read
     */
    static CommandLine commandLine(Map<String, String> environment, List<String> args) {
        CommandLine command = new CommandLine(new PxosCommand(environment));
        Subcommands.add(command, args);
        return command.setUsageHelpWidth(HELP_COLUMNS)
                // Subcommands do not take it over from the annotation.
                .setUsageHelpAutoWidth(true)
                // A goal may begin with an at sign, or be the name of a subcommand.
                .setExpandAtFiles(false)
                .setAllowSubcommandsAsOptionParameters(true)
                .registerConverter(Llm.class, new ChoiceConverter<>(Llm.class))
                .registerConverter(DriveKind.class, new ChoiceConverter<>(DriveKind.class))
                .registerConverter(Terminal.Color.class, new ChoiceConverter<>(Terminal.Color.class))
                .registerConverter(CompletionCommand.Shell.class, new ChoiceConverter<>(CompletionCommand.Shell.class))
                .registerConverter(Floor.class, new ChoiceConverter<>(Floor.class))
                .registerConverter(TestCommand.Judge.class, new ChoiceConverter<>(TestCommand.Judge.class))
                .registerConverter(MilestonesCommand.Verb.class, new ChoiceConverter<>(MilestonesCommand.Verb.class))
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(new Errors());
    }

    private static int execute(ParseResult parsed) {
        PxosCommand pxos = (PxosCommand) parsed.commandSpec().userObject();
        try {
            for (CommandLine command : parsed.asCommandLineList()) {
                if (command.isUsageHelpRequested()) {
                    // Its colours are picocli's own.
                    Door.control(command.getOut(), command.getUsageMessage(command.getColorScheme()));
                    return 0;
                }
            }
            pxos.begin(parsed);
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            // The library catches exceptions alone.
            throw new CompletionException(e);
        } finally {
            parsed.commandSpec().commandLine().getOut().flush();
        }
    }
}
