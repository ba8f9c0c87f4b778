package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;

/** Shows how a run comes along: a live line for each stage on a terminal, one plain line each elsewhere. */
final class Console implements RunObserver {

    private static final String CLEAR_LINE = "\r\033[K";
    private static final int DETAIL_CHARACTERS = 100;

    private final PrintWriter err;
    private final boolean terminal;
    private String line = "";
    private Stage stage = Stage.ANALYSE;

    Console(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Whether stderr is a terminal: {@code bin/pxos} knows, Java only guesses from stdin and stdout. */
    static boolean isTerminal() {
        String told = System.getenv("PXOS_TERMINAL");
        return told == null ? System.console() != null : told.equals("1");
    }

    /** The stage at work, or the last one that was. */
    synchronized Stage stage() {
        return stage;
    }

    @Override
    public synchronized void started(Stage begun, String detail) {
        stage = begun;
        line = String.format(Locale.ROOT, "%-9s %s", stage.label(), shortened(detail));
        if (terminal) {
            err.print(CLEAR_LINE + line + " …");
            err.flush();
        }
    }

    @Override
    public synchronized void progress(Stage stage, String text) {
        if (terminal) {
            err.print(CLEAR_LINE + line + " … " + shortened(text));
            err.flush();
        }
    }

    @Override
    public synchronized void ended(Stage stage, Duration time, String summary) {
        err.printf(
                Locale.ROOT,
                "%s%-9s %6d ms  %s%n",
                terminal ? CLEAR_LINE : "",
                stage.label(),
                time.toMillis(),
                shortened(summary));
        err.flush();
    }

    @Override
    public synchronized void note(String message) {
        err.println((terminal ? CLEAR_LINE : "") + message);
        err.flush();
    }

    private static String shortened(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() <= DETAIL_CHARACTERS ? first : first.substring(0, DETAIL_CHARACTERS - 1) + "…";
    }
}
