package pxos.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pxos.Problem;
import pxos.os.TextScreen;
import pxos.pixel.picture.VgaFilm.Frame;
import pxos.scenario.Input;
import pxos.scenario.Step;

/** pxOS in a terminal: what a person types goes to it, and its screen is shown until they leave. */
final class BootView {

    static final String HOW_TO_LEAVE = "Ctrl-C leaves";

    private static final long FRAME_MILLIS = 30;
    /** Between two looks at the size of the terminal. */
    private static final int FRAMES_BETWEEN_SIZES = 30;

    /** Of a film: 12 MB of screens. */
    private static final int MAX_FRAMES = 3000;

    /** What is looked at. */
    interface Guest {
        TextScreen screen();

        void press(Input.KeyStroke key);

        boolean isRunning();
    }

    private final Guest guest;
    private final KeyInput keys;
    private final ScreenPainter painter;
    private final List<Frame> film = new ArrayList<>();
    private final boolean films;
    private long shownSince = System.nanoTime();

    /** @param films whether to keep every screen */
    BootView(Guest guest, KeyInput keys, PrintWriter out, boolean films) {
        this.films = films;
        this.guest = guest;
        this.keys = keys;
        this.painter = new ScreenPainter(out, keys.size(), HOW_TO_LEAVE);
    }

    /**
     * Goes on until the person leaves, or the machine is gone.
     *
     * @return every screen, with the time for which it was shown; empty where none is to be kept
     */
    List<Frame> run() {
        try {
            int frame = 0;
            while (guest.isRunning()) {
                for (String key : keys.typed(FRAME_MILLIS)) {
                    if (key.equals(TypedKeys.LEAVE)) {
                        return film;
                    }
                    press(key);
                }
                if (++frame % FRAMES_BETWEEN_SIZES == 0) {
                    painter.resize(keys.size());
                }
                show(guest.screen());
            }
            return film;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return film;
        } finally {
            painter.end();
        }
    }

    private void press(String key) {
        try {
            for (Input input : new Step(key, List.of()).inputs()) {
                guest.press((Input.KeyStroke) input);
            }
        } catch (Problem e) {
            if (guest.isRunning() && e.kind() != Problem.Kind.INPUT) {
                throw e;
            }
        }
    }

    private void show(TextScreen screen) {
        if (films) {
            keep(screen);
        }
        painter.paint(screen);
    }

    private void keep(TextScreen screen) {
        long now = System.nanoTime();
        int last = film.size() - 1;
        if (last >= 0) {
            Frame frame = film.get(last);
            film.set(last, new Frame(frame.screen(), frame.time().plus(Duration.ofNanos(now - shownSince))));
        }
        if ((last < 0 || !film.get(last).screen().equals(screen)) && film.size() < MAX_FRAMES) {
            film.add(new Frame(screen, Duration.ZERO));
        }
        shownSince = now;
    }
}
