package pxos.workbench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.os.TextScreen;
import pxos.pixel.picture.VgaFilm.Frame;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.Fault;
import pxos.proof.Guest;
import pxos.proof.Outcome;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;

/**
 * A disk that was booted, with keys typed on it at a person's speed.
 *
 * @param keys what was typed
 * @param screen the last screen
 * @param rest what the machine did then: waits_for_key, runs, halted, reset or never
 * @param fault what went wrong; null where nothing did
 * @param frames every screen on the way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tryout(
        String keys,
        Screen screen,
        String rest,
        String fault,
        @JsonIgnore List<Frame> frames) {

    /** How long a person takes for a key, and looks at what came of a line and at the last screen. */
    private static final Duration KEY = Duration.ofMillis(140);

    private static final Duration LINE = Duration.ofMillis(900);
    private static final Duration END = Duration.ofSeconds(3);

    private static final int TICK_MILLIS = 55;
    /** A program that never rests is looked at for so long after the last key, a second of its time. */
    private static final int TICKS_AT_THE_END = 18;

    /**
     * A screen for programs.
     *
     * @param rows 25 rows without trailing blanks, as a person sees them
     * @param cursorRow 0 at the top
     * @param cursorColumn 0 at the left
     */
    public record Screen(List<String> rows, int cursorRow, int cursorColumn) {
        public static Screen of(TextScreen screen) {
            return new Screen(screen.rows(), screen.cursorRow(), screen.cursorColumn());
        }
    }

    public Tryout {
        frames = List.copyOf(frames);
    }

    /** The last screen. */
    @JsonIgnore
    public TextScreen last() {
        return frames.get(frames.size() - 1).screen();
    }

    /** Whether nothing went wrong. */
    @JsonIgnore
    public boolean isSound() {
        return fault == null;
    }

    /**
     * Boots a disk and types.
     *
     * @param keys in the notation of scenarios, such as {@code help{Enter}}
     * @throws Problem where the keys cannot be read, or nothing can be booted
     */
    public static Tryout of(DiskImage disk, String keys, Emulator emulator) {
        List<Input> inputs = inputs(keys);
        try (Guest guest = emulator.guest(disk, DriveKind.FLOPPY)) {
            return new Typist(guest).type(keys, inputs);
        }
    }

    private static List<Input> inputs(String keys) {
        try {
            return new Step(keys, List.of()).inputs();
        } catch (Problem e) {
            throw Problem.input(e.getMessage(), "Special keys stand in braces: {Enter}.");
        }
    }

    /** One session on a guest. */
    private static final class Typist {
        private final Guest guest;
        private final List<Frame> frames = new ArrayList<>();
        private Outcome outcome = Outcome.RUNNING;

        Typist(Guest guest) {
            this.guest = guest;
        }

        Tryout type(String keys, List<Input> inputs) {
            begin(guest::powerOn);
            for (Input input : inputs) {
                if (goesOn()) {
                    act(input);
                }
            }
            if (outcome.rest() == Rest.RUNS) {
                pass(TICKS_AT_THE_END);
            }
            Frame last = frames.remove(frames.size() - 1);
            frames.add(new Frame(last.screen(), END));
            String fault = outcome.fault().map(Fault::toString).orElse(null);
            return new Tryout(
                    keys, Screen.of(last.screen()), outcome.rest().name().toLowerCase(Locale.ROOT), fault, frames);
        }

        private boolean goesOn() {
            return outcome.rest() == Rest.WAITS_FOR_KEY || outcome.rest() == Rest.RUNS;
        }

        private void act(Input input) {
            if (input instanceof Input.KeyStroke key) {
                outcome = guest.press(List.of(key));
                Duration time = key.isEnter() ? LINE : KEY;
                show(time);
                if (outcome.rest() == Rest.RUNS) {
                    pass((int) (time.toMillis() / TICK_MILLIS));
                }
            } else if (input instanceof Input.Wait wait) {
                pass(wait.ticks());
            } else {
                begin(guest::powerCycle);
            }
            if (outcome.rest() == Rest.RESET && outcome.fault().isEmpty()) {
                begin(guest::powerCycle);
            }
        }

        private void begin(Supplier<Outcome> start) {
            outcome = start.get();
            show(LINE);
        }

        /** Lets time pass, and shows each screen that comes of it. */
        private void pass(int ticks) {
            for (int tick = 0; tick < ticks && goesOn(); tick++) {
                outcome = guest.letPass(1);
                show(Duration.ofMillis(TICK_MILLIS));
            }
        }

        /** Adds the present screen; one like the last one makes that last longer. */
        private void show(Duration time) {
            TextScreen screen;
            try {
                screen = guest.screen();
            } catch (Problem e) {
                if (frames.isEmpty()) {
                    // A QEMU that has ended is no matter of the OS.
                    throw e.kind() == Kind.MISSING
                            ? e
                            : new Problem(
                                    Kind.CHECKS,
                                    e.getMessage(),
                                    "pxos boot shows what a picture of the text cannot.",
                                    e);
                }
                return;
            }
            Frame last = frames.isEmpty() ? null : frames.get(frames.size() - 1);
            if (last != null && last.screen().equals(screen)) {
                frames.set(frames.size() - 1, new Frame(screen, last.time().plus(time)));
            } else {
                frames.add(new Frame(screen, time));
            }
        }
    }
}
