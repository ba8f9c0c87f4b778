package pxos.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import pxos.pipeline.ResultJson;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.Stage;
import pxos.qemu.QemuMissingException;
import pxos.workspace.WorkspaceException;
import tools.jackson.databind.json.JsonMapper;

/** Says what failed and what to do about it: as words on stderr, and as the one JSON document for programs. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        RunFailure failure = new RunFailure(
                Stage.ANALYSE, Kind.INPUT, e.getMessage(), "See " + command.getCommandSpec().qualifiedName() + " --help");
        boolean machine = java.util.Arrays.asList(args).contains("--machine");
        if (machine) {
            printJson(command, failure, "");
        }
        command.getErr().println(failure.message());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr().println(failure.hint());
        return failure.kind().exitCode();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(failureOf(e), command);
    }

    static int report(RunFailure failure, CommandLine command) {
        if (command.getCommand() instanceof PxosCommand pxos && pxos.machine()) {
            printJson(command, failure, pxos.goal());
        }
        command.getErr().println("error: " + failure.message());
        if (!failure.hint().isEmpty()) {
            command.getErr().println("  " + failure.hint());
        }
        return failure.kind().exitCode();
    }

    private static void printJson(CommandLine command, RunFailure failure, String goal) {
        command.getOut().println(new ResultJson(JsonMapper.shared()).of(failure, goal).toString());
    }

    static RunFailure failureOf(Exception e) {
        if (e instanceof RunFailedException failed) {
            return failed.failure();
        }
        if (e instanceof WorkspaceException workspace) {
            return new RunFailure(Stage.ANALYSE, Kind.INPUT, workspace.getMessage(), workspace.hint());
        }
        if (e instanceof QemuMissingException) {
            return new RunFailure(Stage.TEST, Kind.MISSING, e.getMessage(), "");
        }
        return new RunFailure(
                Stage.ANALYSE,
                Kind.INTERNAL,
                e.getClass().getSimpleName() + ": " + e.getMessage(),
                "This is a fault of the program; --verbose shows where.");
    }
}
