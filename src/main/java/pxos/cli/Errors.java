package pxos.cli;

import java.io.PrintWriter;
import java.lang.reflect.Method;
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
import pxos.json.Json;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunResult;
import tools.jackson.databind.node.ObjectNode;

/** Says what failed and what to do about it: as words on stderr, and as the one JSON document for programs. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        Problem problem = Problem.input(
                e.getMessage(), meant(e) + "See " + command.getCommandSpec().qualifiedName() + " --help");
        if (Arrays.asList(args).contains("--machine") || Arrays.asList(args).contains("--json")) {
            boolean runs = command.getCommand() instanceof GoalCommand;
            Console.MachineOutput output = new Console.MachineOutput();
            output.write(command.getOut(), runs ? result("", problem) : Failed.of(problem));
        }
        PrintWriter err = command.getErr();
        printError(command, problem);
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
                : "For a goal: pxos --goal \"" + goal(command, unmatched) + "\". ";
        return Nearest.to(word.split("=", 2)[0], known)
                .map(near -> "Did you mean " + near + "? ")
                .orElse(goal);
    }

    /** All words of a goal that lacks its quotation marks. */
    private static String goal(CommandLine command, UnmatchedArgumentException unmatched) {
        ParseResult parsed = command.getParseResult();
        String first = parsed == null ? "" : parsed.matchedOptionValue("--goal", "");
        return (first + " " + String.join(" ", unmatched.getUnmatched())).strip();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Ending.giveWayToSignal();
        LoggerFactory.getLogger(Errors.class).debug("the command failed", e);
        Problem problem = Problem.of(e);
        if (command.getCommand() instanceof GoalCommand run && run.machine()) {
            run.output().write(command.getOut(), result(run.goal(), problem));
        } else if (commandOf(command) instanceof Subcommand other && other.json()) {
            new Console.MachineOutput().write(command.getOut(), Failed.of(problem));
        }
        printError(command, problem);
        if (!problem.hint().isEmpty()) {
            command.getErr().println("  " + problem.hint());
        }
        return problem.kind().exitCode();
    }

    private static void printError(CommandLine command, Problem problem) {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        PxosCommand pxos = top.getCommand();
        pxos.shared().terminal(pxos.environment()).err().bad(command.getErr(), "error:");
        command.getErr().println(" " + problem.getMessage());
    }

    /** The command that a user typed: a method of a command stands for that one. */
    private static Object commandOf(CommandLine command) {
        return command.getCommand() instanceof Method ? command.getParent().getCommand() : command.getCommand();
    }

    private static ObjectNode result(String goal, Problem problem) {
        return RunResult.of(RunContext.neverBegan(goal, problem));
    }

    /** What programs get where a command other than a run failed. */
    private record Failed(boolean success, Error error) {

        /**
         * @param exitCode of the process
         * @param hint the next action; empty where there is none
         */
        private record Error(int exitCode, String message, String hint) {}

        static ObjectNode of(Problem problem) {
            return Json.published(
                    new Failed(false, new Error(problem.kind().exitCode(), problem.getMessage(), problem.hint())));
        }
    }
}
