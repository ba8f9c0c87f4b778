package pxos.proof.qemu;

import java.util.List;
import java.util.function.Supplier;
import pxos.os.BiosMemory;
import pxos.proof.Outcome;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;

/** The PS/2 keyboard of a guest, from the keys to the ring in which the BIOS keeps them. */
final class Keyboard {

    /** The BIOS's ring of 16 words, by its offset in segment 0040 (Ralf Brown's list, memory 0040h:001Eh). */
    private static final int RING_START = 0x1E;

    private static final int RING_BYTES = 32;
    /** The PS/2 keyboard holds 16 bytes of scan codes; a key takes up to 4 for each press and release. */
    private static final int CHUNK_BYTES = 14;

    /** Key symbols of the X Window System (keysymdef.h). */
    private static final int HOME = 0xFF50;

    private static final int INSERT = 0xFF63;
    private static final int DELETE = 0xFFFF;

    private final QemuMachine machine;
    private final Wait wait;
    private final RestCondition rest;

    Keyboard(QemuMachine machine, Wait wait, RestCondition rest) {
        this.machine = machine;
        this.wait = wait;
        this.rest = rest;
    }

    /**
     * See {@link pxos.proof.Guest#type} and {@link pxos.proof.Guest#press}.
     *
     * @param rests whether to wait for rest after the last key
     */
    Outcome type(List<Input.KeyStroke> keys, boolean rests) {
        Outcome outcome = keys.isEmpty() ? wait.until("rest", () -> rest.check(true)) : Outcome.RUNNING;
        int next = 0;
        while (next < keys.size()) {
            int end = chunkEnd(keys, next);
            int tail = machine.word(BiosMemory.KEYBOARD_TAIL);
            machine.keyboard()
                    .type(keys.subList(next, end).stream()
                            .map(Input.KeyStroke::keys)
                            .toList());
            // The releases of a chord could be more than fits beside the next keys.
            boolean goesOn = end < keys.size()
                    && !submits(keys, end - 1)
                    && keys.get(end - 1).keys().size() == 1;
            outcome = await(goesOn, rests || end < keys.size(), tail, end - next);
            next = end;
            boolean isReady = outcome == Outcome.RUNNING || outcome.rest() == Rest.WAITS_FOR_KEY;
            if (!isReady) {
                return next < keys.size() ? outcome.before(keys.size() - next) : outcome;
            }
        }
        return outcome;
    }

    /** As many keys as the keyboard holds, up to an Enter that submits a line. */
    private static int chunkEnd(List<Input.KeyStroke> keys, int from) {
        int bytes = 0;
        int end = from;
        while (end < keys.size() && bytes + sizeBytes(keys.get(end)) <= CHUNK_BYTES) {
            bytes += sizeBytes(keys.get(end));
            if (submits(keys, end++)) {
                break;
            }
        }
        return end;
    }

    /** Two Enters in a row are typed together. */
    private static boolean submits(List<Input.KeyStroke> keys, int index) {
        return keys.get(index).isEnter() && (index == 0 || !keys.get(index - 1).isEnter());
    }

    /** A key takes one byte to press and one to release, a prefixed key two each. */
    private static int sizeBytes(Input.KeyStroke key) {
        int bytes = key.keys().stream()
                .mapToInt(symbol -> isPrefixed(symbol) ? 4 : 2)
                .sum();
        return Math.min(bytes, CHUNK_BYTES);
    }

    /** Whether its scan code has the prefix E0: the arrows and the six keys above them. */
    private static boolean isPrefixed(int symbol) {
        return symbol >= HOME && symbol <= INSERT || symbol == DELETE;
    }

    /**
     * Waits until the BIOS has taken the keys that were sent, and its ring has room for the next ones; or until they are
     * handled.
     *
     * @param goesOn whether more keys follow at once
     * @param rests whether to wait for rest where none follow
     * @param tail where the ring ended before they were sent
     * @return RUNNING where there is room; or how the machine came to rest
     */
    private Outcome await(boolean goesOn, boolean rests, int tail, int keys) {
        int wanted = RING_START + (tail - RING_START + 2 * keys) % RING_BYTES;
        Supplier<Wait.Check> check = () -> {
            boolean taken = machine.word(BiosMemory.KEYBOARD_TAIL) == wanted;
            int waiting = Math.floorMod(
                    machine.word(BiosMemory.KEYBOARD_TAIL) - machine.word(BiosMemory.KEYBOARD_HEAD), RING_BYTES);
            boolean reset = machine.wantsReset();
            if (goesOn && taken && waiting <= RING_BYTES / 2 && !reset) {
                return Wait.Check.done(Outcome.RUNNING);
            }
            // Some keys never enter the ring.
            return rest.check(true);
        };
        String awaited = goesOn ? "room for more keys" : "the end of typing";
        return rests ? wait.until(awaited, check) : wait.settled(awaited, check);
    }
}
