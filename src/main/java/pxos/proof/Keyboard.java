package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pxos.scenario.Input;
import pxos.scenario.Rest;

/** The PS/2 keyboard of a guest, from the keys to the ring in which the BIOS keeps them. */
final class Keyboard {

    /** BIOS keyboard ring: offsets of its head, its tail and its 16 words (Ralf Brown's list, memory 0040h:001Ah). */
    private static final int RING_HEAD = 0x41A;

    private static final int RING_TAIL = 0x41C;
    private static final int RING_START = 0x1E;
    private static final int RING_BYTES = 32;
    private static final int LOOKS_AT_EMPTY_RING = 10;
    /** The PS/2 keyboard holds 16 bytes of scan codes; a key takes up to 4 for each press and release. */
    private static final int CHUNK_BYTES = 14;

    /** Key symbols of the X Window System (keysymdef.h). */
    private static final int HOME = 0xFF50;

    private static final int INSERT = 0xFF63;
    private static final int DELETE = 0xFFFF;

    /** Status port of the keyboard controller; bit 0: a scan code waits (Ralf Brown's port list, 0064h). */
    static final String STATUS = "i /1b 0x64";

    private final Machine machine;
    private final Patience patience;
    private final RestLook restLook;

    Keyboard(Machine machine, Patience patience, RestLook restLook) {
        this.machine = machine;
        this.patience = patience;
        this.restLook = restLook;
    }

    /** Whether the guest has read every key that the BIOS holds for it. */
    static boolean isRead(Machine machine) {
        return machine.word(RING_HEAD) == machine.word(RING_TAIL);
    }

    /**
     * Types all keys as fast as the guest takes them; stops early where the guest resets or halts. What a line makes the
     * guest do is waited for; an Enter behind an Enter submits no line.
     */
    Rest type(List<Input.KeyStroke> keys) {
        Rest rest = Rest.WAITS_FOR_KEY;
        int next = 0;
        boolean onEmptyLine = false;
        while (next < keys.size()) {
            List<List<Integer>> chunk = new ArrayList<>();
            int bytes = 0;
            boolean submitted = false;
            int first = next;
            while (next < keys.size() && !submitted && bytes + sizeBytes(keys.get(next)) <= CHUNK_BYTES) {
                Input.KeyStroke key = keys.get(next++);
                bytes += sizeBytes(key);
                chunk.add(key.keys());
                submitted = key.isEnter() && !onEmptyLine;
                onEmptyLine = key.isEnter();
            }
            int tail = machine.word(RING_TAIL);
            machine.keyboard().type(chunk);
            boolean goesOn = next < keys.size() && !submitted && !isChord(keys.get(next - 1));
            rest = goesOn
                    ? awaitRoom(tail, next - first)
                    : patience.await("the end of typing", () -> restLook.look(true));
            if (rest != Rest.WAITS_FOR_KEY && next < keys.size()) {
                throw new FaultException(
                        rest == Rest.RESET ? FaultKind.RESET : FaultKind.HALT,
                        "the machine " + rest + " with " + (keys.size() - next) + " keys still to type");
            }
        }
        return rest;
    }

    /** Its releases could be more than fits beside the next keys. */
    private static boolean isChord(Input.KeyStroke key) {
        return key.keys().size() > 1;
    }

    /**
     * Waits until the BIOS has taken the keys that were sent, and its ring has room for the next ones; asks QEMU nothing
     * as long as memory shows how far it is.
     *
     * @param tail where the ring ended before they were sent
     * @return how the machine came to rest, should it do that first: some keys never enter the ring
     */
    private Rest awaitRoom(int tail, int keys) {
        int wanted = RING_START + (tail - RING_START + 2 * keys) % RING_BYTES;
        AtomicInteger empty = new AtomicInteger();
        return patience.await("room for more keys", () -> {
            if (machine.qmp().sawEvent("SHUTDOWN")) {
                return Patience.Look.found(Rest.RESET);
            }
            int end = machine.word(RING_TAIL);
            int waiting = Math.floorMod(end - machine.word(RING_HEAD), RING_BYTES);
            if (end == wanted && waiting <= RING_BYTES / 2) {
                return Patience.Look.found(Rest.WAITS_FOR_KEY);
            }
            // Mostly the next key is on its way.
            boolean ask = waiting == 0 && empty.incrementAndGet() % LOOKS_AT_EMPTY_RING == 0;
            return ask ? restLook.look(true) : Patience.Look.notYet("the machine has not read all keys");
        });
    }

    /** A key takes one byte to press and one to release, a prefixed key two each. */
    private static int sizeBytes(Input.KeyStroke key) {
        int bytes = 0;
        for (int symbol : key.keys()) {
            bytes += isPrefixed(symbol) ? 4 : 2;
        }
        return Math.min(bytes, CHUNK_BYTES);
    }

    /** Whether its scan code has the prefix E0: the arrows and the six keys above them. */
    private static boolean isPrefixed(int symbol) {
        return symbol >= HOME && symbol <= INSERT || symbol == DELETE;
    }

    /** Whether {@link #STATUS} printed so, in a line such as {@code portb[0x0064] = 0x1d}. */
    static boolean scanCodeWaits(String printed) {
        int value = printed.lastIndexOf("0x");
        return value < 0
                || (Character.digit(printed.strip().charAt(printed.strip().length() - 1), 16) & 1) != 0;
    }
}
