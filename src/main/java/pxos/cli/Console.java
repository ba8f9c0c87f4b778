package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
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
    private static final int DETAIL_CHARACTERS = 100;

    private final PrintWriter out;
    private final PrintWriter err;
    private final MachineOutput machine;
    private final boolean terminal;
    private String line = "";

    /** @param machine writes the result as JSON; null where people want it */
    Console(PrintWriter out, PrintWriter err, MachineOutput machine) {
        this.out = out;
        this.err = err;
        this.machine = machine;
        this.terminal = isTerminal();
    }

    /** Whether stderr is a terminal: {@code bin/pxos} knows, Java only guesses from stdin and stdout. */
    private static boolean isTerminal() {
        String told = System.getenv("PXOS_TERMINAL");
        return told == null ? System.console() != null : told.equals("1");
    }

    @Override
    public synchronized void started(Stage stage, RunContext run) {
        line = String.format("%-10s%s", stage.label(), shortened(StageText.task(stage, run)));
        showLive(line + " …");
    }

    @Override
    public synchronized void progress(String text) {
        showLive(line + " … " + shortened(text));
    }

    private void showLive(String text) {
        if (terminal) {
            Door.control(err, CLEAR_LINE);
            err.print(text);
            err.flush();
        }
    }

    @Override
    public synchronized void ended(Stage stage, Duration time, RunContext run) {
        String outcome = shortened(StageText.outcome(stage, run));
        note(String.format("%-10s%6d ms  %s", stage.label(), time.toMillis(), outcome));
    }

    @Override
    public synchronized void note(String message) {
        Door.control(err, terminal ? CLEAR_LINE : "");
        err.println(message);
        err.flush();
    }

    @Override
    public void finished(RunContext run) {
        if (machine != null) {
            machine.write(out, RunResult.of(run));
        } else {
            out.print(ResultText.of(run));
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

    private static String shortened(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() <= DETAIL_CHARACTERS ? first : first.substring(0, DETAIL_CHARACTERS - 1) + "…";
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
