package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import pxos.dream.Choice;
import pxos.dream.DreamObserver;
import pxos.dream.DreamSession;
import pxos.json.Json;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;

/** Shows a dream: each choice with its reason, what came of it, and where the page is. */
final class DreamView implements DreamObserver {

    private static final String INDENT = "   ";

    private final RunObserver live;
    private final PrintWriter out;
    private final Terminal terminal;
    private final Function<DreamSession, DreamCommand.Dreamt> result;
    private final boolean json;
    private boolean written;

    /**
     * @param live shows the stages of a run, on stderr
     * @param result what programs get of a session
     */
    DreamView(
            RunObserver live,
            PrintWriter out,
            Terminal terminal,
            boolean json,
            Function<DreamSession, DreamCommand.Dreamt> result) {
        this.live = live;
        this.out = out;
        this.terminal = terminal;
        this.json = json;
        this.result = result;
    }

    @Override
    public void started(Stage stage, RunContext run) {
        live.started(stage, run);
    }

    @Override
    public void progress(String text) {
        live.progress(text);
    }

    @Override
    public void ended(Stage stage, Duration time, RunContext run) {
        live.ended(stage, time, run);
    }

    @Override
    public void note(String message) {
        live.note(message);
    }

    @Override
    public void chose(Choice choice) {
        if (!json) {
            show(choice, out);
        }
    }

    /** Shows what was chosen, and why. */
    static void show(Choice choice, PrintWriter out) {
        out.println(
                choice.number() + ". " + choice.goal() + " (" + choice.kind().label() + ")");
        out.println(INDENT + "because " + choice.reason());
        out.println(INDENT + "score " + choice.score() + ", the best of " + choice.considered());
        out.flush();
    }

    @Override
    public void cameOf(Choice choice) {
        if (!json) {
            out.print(INDENT);
            String line = INDENT
                    + choice.result().verdict()
                    + String.format(Locale.ROOT, " (%.1f s)", choice.result().durationMs() / 1000.0);
            terminal.out().verdict(out, terminal.wrapped(line).substring(INDENT.length()));
            out.println();
            out.flush();
        }
    }

    @Override
    public void interrupted(DreamSession session) {
        over(session);
    }

    /** Shows the end, once. */
    synchronized void over(DreamSession session) {
        if (written) {
            return;
        }
        written = true;
        DreamCommand.Dreamt dreamt = result.apply(session);
        if (json) {
            out.println(Json.writeAscii(Json.published(dreamt)));
        } else {
            out.println();
            out.println(session.successes() + " of " + session.choices().size() + " goals came to something; "
                    + session.ended() + ".");
            out.println("Why each was chosen: " + dreamt.page());
        }
        out.flush();
    }
}
