package pxos.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import pxos.Nearest;
import pxos.Problem;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunResult;

/** Says what failed and what to do about it: as words on stderr, and as the one JSON document for programs. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        Problem problem = Problem.input(
                e.getMessage(), meant(e) + "See " + command.getCommandSpec().qualifiedName() + " --help");
        if (Arrays.asList(args).contains("--machine") || Arrays.asList(args).contains("--json")) {
            writeJson(problem, "", new Console.MachineOutput(), command.getOut());
        }
        PrintWriter err = command.getErr();
        err.println("error: " + problem.getMessage());
        err.println("  " + problem.hint());
        return problem.kind().exitCode();
    }

    /** What was meant by a word that nothing matches: the nearest option or command, else a goal without its option. */
    private static String meant(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        String word = unmatched.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        Set<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String goal = word.startsWith("-") || command.getParent() != null
                ? ""
                : "For a goal: pxos --goal \"" + String.join(" ", unmatched.getUnmatched()) + "\". ";
        return Nearest.to(word.split("=", 2)[0], known)
                .map(near -> "Did you mean " + near + "? ")
                .orElse(goal);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        LoggerFactory.getLogger(Errors.class).debug("the command failed", e);
        Problem problem = Problem.of(e);
        if (command.getCommand() instanceof GoalCommand run && run.machine()) {
            writeJson(problem, run.goal(), run.output(), command.getOut());
        }
        command.getErr().println("error: " + problem.getMessage());
        if (!problem.hint().isEmpty()) {
            command.getErr().println("  " + problem.hint());
        }
        return problem.kind().exitCode();
    }

    private static void writeJson(Problem problem, String goal, Console.MachineOutput output, PrintWriter out) {
        output.write(out, RunResult.of(RunContext.neverBegan(goal, problem)));
    }
}
