package pxos.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import pxos.Problem;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunResult;

/** Says what failed and what to do about it: as words on stderr, and as the one JSON document for programs. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        Problem problem =
                Problem.input(e.getMessage(), "See " + command.getCommandSpec().qualifiedName() + " --help");
        if (Arrays.asList(args).contains("--machine") || Arrays.asList(args).contains("--json")) {
            writeJson(problem, "", new Console.MachineOutput(), command.getOut());
        }
        PrintWriter err = command.getErr();
        err.println("error: " + problem.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("  " + problem.hint());
        return problem.kind().exitCode();
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
