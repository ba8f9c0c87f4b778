package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;

/** The way back to the prompt after a scenario, and what has nothing to do with the change there. */
final class WayBack {

    /** What leads out of a program, tried in this order. */
    private static final List<String> WAYS_OUT = List.of("{Enter}", "{Esc}", "{Ctrl+C}", "q", "x", "{Space}");

    private static final Fault NO_WAY_BACK = new Fault(
            Fault.Kind.NO_PROMPT,
            "the prompt does not come back, neither by itself nor by a key: " + String.join(" ", WAYS_OUT));

    /** A longer line has no room for more. */
    private static final int MOST_TYPED = 60;

    private static final int TICKS_FOR_A_KEY = 4;

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Aftermath now;
    private final Probe probe;
    private final Probe.Answer usual;
    private final HandlerWatch watch;

    /**
     * @param usual what the probe's keys come to at the fresh prompt; null where a shell takes them
     * @param watch sees how handlers come back
     */
    WayBack(Guest guest, FreshPrompt fresh, Aftermath now, Probe probe, Probe.Answer usual, HandlerWatch watch) {
        this.guest = guest;
        this.fresh = fresh;
        this.now = now;
        this.probe = probe;
        this.usual = usual;
        this.watch = watch;
    }

    /** Two more letters on a line that is not at its end come into memory one after the other. */
    Optional<Fault> lineGoesOn() {
        int typed = fresh.hasShell() ? 0 : now.prompt().typed().orElse(0);
        if (usual == null || !usual.keepsLine() || typed == 0 || typed > MOST_TYPED) {
            return Optional.empty();
        }
        now.begin("the keys " + Probe.UNKNOWN + " on the same line");
        now.type(Probe.UNKNOWN);
        byte[] line = guest.memory(MemoryMap.INPUT_LINE, MemoryMap.INPUT_LINE_MAX_CHARACTERS);
        String kept = new String(line, StandardCharsets.ISO_8859_1);
        return kept.toLowerCase(Locale.ROOT).contains(Probe.UNKNOWN)
                ? now.stopped()
                : now.stopped()
                        .or(() -> Optional.of(
                                new Fault(Fault.Kind.KEYS_LOST, "the input line in memory does not hold them")));
    }

    /** Takes back what stands on the line, or leaves the program that runs. */
    Optional<Fault> backAtPrompt() {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        OptionalInt typed = now.prompt().typed();
        if (typed.orElse(0) > 0) {
            now.begin("Backspace*" + typed.getAsInt() + " afterwards");
            now.type("{Backspace*" + Math.min(typed.getAsInt(), TextScreen.COLUMNS) + "}");
        }
        for (String key : WAYS_OUT) {
            if (now.stopped().isPresent() || now.isBack()) {
                break;
            }
            now.begin(key + " afterwards");
            now.type(key);
            if (now.rest() == Rest.RUNS) {
                // It may look for keys now and then.
                now.at(guest.letPass(TICKS_FOR_A_KEY));
            }
        }
        return now.stopped().or(() -> now.isBack() ? watch.fault() : Optional.of(NO_WAY_BACK));
    }

    /** An unknown command and a known one, compared with the fresh prompt. */
    Optional<Fault> othersWork() {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        now.begin("an unknown command and a known one afterwards");
        Probe.Answer answer = probe.ask();
        answer.stopped().ifPresent(now::at);
        return answer.equals(usual)
                ? Optional.empty()
                : now.stopped().or(() -> Optional.of(new Fault(Fault.Kind.KEYS_LOST, answer.difference(usual))));
    }
}
