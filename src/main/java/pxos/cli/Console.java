package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
import pxos.cli.Terminal.Ink;
import pxos.json.Json;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunResult;
import pxos.pipeline.Stage;
import pxos.pipeline.StageText;
import tools.jackson.databind.node.ObjectNode;

/** Shows a run on the terminal: a live line for each stage, or one plain line each where stderr is none; the result. */
final class Console implements RunObserver {

    private static final String CLEAR_LINE = "\r\033[K";
    /** The stage, and the time it took. */
    private static final String STAGE = "%-10s";

    private static final String TIMED = "%6d ms  ";
    private static final int TIMED_COLUMNS = 21;

    private final PrintWriter out;
    private final PrintWriter err;
    private final MachineOutput machine;
    private final Terminal terminal;
    private final boolean quiet;
    private String line = "";
    private String plan = "";

    /**
     * @param machine writes the result as JSON; null where people want it
     * @param quiet whether to leave out everything but the result
     */
    Console(PrintWriter out, PrintWriter err, MachineOutput machine, Terminal terminal, boolean quiet) {
        this.out = out;
        this.err = err;
        this.machine = machine;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    @Override
    public synchronized void started(Stage stage, RunContext run) {
        line = String.format(STAGE, stage.label()) + firstLine(StageText.task(stage, run));
        showLive(line + " …");
    }

    @Override
    public synchronized void progress(String text) {
        showLive(line + " … " + firstLine(text));
    }

    /** Shows a line that the next one takes the place of; it must not fill the last column, where a terminal may wrap. */
    private void showLive(String text) {
        if (terminal.isErr() && !quiet) {
            Door.control(err, CLEAR_LINE);
            err.print(Terminal.cut(text, terminal.columns() - 1));
            err.flush();
        }
    }

    @Override
    public synchronized void ended(Stage stage, Duration time, RunContext run) {
        String told = firstLine(StageText.outcome(stage, run));
        if (!quiet && !(stage == Stage.PLAN && isKnown(run, told))) {
            String outcome = terminal.isErr() ? Terminal.cut(told, terminal.columns() - TIMED_COLUMNS) : told;
            clearLine();
            Ink ink = terminal.err();
            ink.faint(err, String.format(STAGE + TIMED, stage.label(), time.toMillis()));
            ink.verdict(err, outcome);
            err.println();
        }
    }

    /** Whether a plan says nothing new: that of a whole run, before its one feature is planned, or the same again. */
    private boolean isKnown(RunContext run, String told) {
        boolean known = run.failure().isEmpty()
                && (told.equals(plan)
                        || run.plan().items().size() == 1 && run.plan().begun() == 0);
        plan = told;
        return known;
    }

    private void clearLine() {
        Door.control(err, terminal.isErr() ? CLEAR_LINE : "");
    }

    @Override
    public synchronized void note(String message) {
        if (!quiet) {
            clearLine();
            err.println(message);
            err.flush();
        }
    }

    @Override
    public void finished(RunContext run) {
        if (machine != null) {
            machine.write(out, RunResult.of(run));
        } else {
            out.println();
            terminal.out().verdict(out, terminal.wrapped(run.verdict()));
            out.println();
            out.print(ResultText.of(run, terminal));
        }
        out.flush();
    }

    @Override
    public void interrupted(RunContext run) {
        if (machine != null) {
            machine.write(out, RunResult.of(run));
        }
        run.failure()
                .ifPresent(failure ->
                        note("interrupted during " + failure.stage().label() + "; the workspace is unchanged"));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Writes the one JSON document of {@code --machine}, once; in ASCII, so that it is the same in every locale. */
    static final class MachineOutput {

        private boolean written;

        /** Writes {@code document}, unless one was written before. */
        synchronized void write(PrintWriter out, ObjectNode document) {
            if (!written) {
                written = true;
                out.println(Json.writeAscii(document));
                out.flush();
            }
        }
    }
}
