package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;

/** Shows how a run comes along: a live line for each stage on a terminal, one plain line each elsewhere. */
final class Console implements RunObserver {

    private static final String CLEAR_LINE = "\r\033[K";
    private static final int DETAIL_CHARACTERS = 100;
    private static final int LABEL_COLUMNS = 10;
    private static final int TIME_COLUMNS = 6;

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
        line = label(stage) + shortened(detail);
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
        String millis = String.valueOf(time.toMillis());
        err.print(terminal ? CLEAR_LINE : "");
        err.println(label(stage) + blanks(TIME_COLUMNS - millis.length()) + millis + " ms  " + shortened(summary));
        err.flush();
    }

    @Override
    public synchronized void note(String message) {
        err.println((terminal ? CLEAR_LINE : "") + message);
        err.flush();
    }

    private static String label(Stage stage) {
        return stage.label() + blanks(LABEL_COLUMNS - stage.label().length());
    }

    /** Joined by hand: the first use of a format costs a run more than all its lines do. */
    private static String blanks(int count) {
        return " ".repeat(Math.max(0, count));
    }

    private static String shortened(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() <= DETAIL_CHARACTERS ? first : first.substring(0, DETAIL_CHARACTERS - 1) + "…";
    }
}
