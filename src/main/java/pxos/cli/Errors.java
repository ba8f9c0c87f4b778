package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import pxos.Problem;
import pxos.pipeline.ResultJson;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.Stage;
import pxos.workspace.WorkspaceException;

/** Says what failed and what to do about it: as words on stderr, and as the one JSON document for programs. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        RunFailure failure = new RunFailure(
                Stage.ANALYSE,
                Kind.INPUT,
                e.getMessage(),
                "See " + command.getCommandSpec().qualifiedName() + " --help");
        if (Arrays.asList(args).contains("--machine")) {
            printJson(command, failure, "", new MachineOutput());
        }
        command.getErr().println("error: " + failure.message());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr().println("  " + failure.hint());
        return failure.kind().exitCode();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        boolean verbose =
                command.getCommand() instanceof PxosCommand pxos && pxos.where().verbose();
        trace(e, verbose, command.getErr());
        return report(failureOf(e), command);
    }

    static int report(RunFailure failure, CommandLine command) {
        if (command.getCommand() instanceof PxosCommand pxos && pxos.machine()) {
            printJson(command, failure, pxos.goal(), pxos.output());
        }
        command.getErr().println("error: " + failure.message());
        if (!failure.hint().isEmpty()) {
            command.getErr().println("  " + failure.hint());
        }
        return failure.kind().exitCode();
    }

    private static void printJson(CommandLine command, RunFailure failure, String goal, MachineOutput output) {
        output.write(command.getOut(), new ResultJson().of(failure, goal));
    }

    static RunFailure failureOf(Exception e) {
        if (e instanceof RunFailedException failed) {
            return failed.failure();
        }
        if (e instanceof WorkspaceException workspace) {
            return new RunFailure(Stage.ANALYSE, Kind.INPUT, workspace.getMessage(), workspace.hint());
        }
        if (e instanceof Problem problem) {
            Stage stage = problem.kind() == Problem.Kind.MISSING ? Stage.TEST : Stage.ANALYSE;
            return new RunFailure(stage, Kind.valueOf(problem.kind().name()), problem.getMessage(), problem.hint());
        }
        if (e instanceof IOException io) {
            return new RunFailure(
                    Stage.ANALYSE,
                    Kind.INPUT,
                    Problem.reason(io),
                    "Check that the file is there, readable and writable, and that there is room on its disk.");
        }
        return fault(Stage.ANALYSE, e);
    }

    /** A failure that nobody but this program is to blame for. */
    static RunFailure fault(Stage stage, Exception e) {
        return new RunFailure(
                stage,
                Kind.INTERNAL,
                e.getClass().getSimpleName() + ": " + e.getMessage(),
                "This is a fault of the program; --verbose shows where.");
    }

    static void trace(Exception e, boolean verbose, PrintWriter err) {
        if (verbose) {
            e.printStackTrace(err);
        }
    }
}
