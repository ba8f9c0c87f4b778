package pxos.qemu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Rest;

/** A running pxOS: typed at, waited for, looked at, set back. Every wait ends in a rest or in a {@link FaultException}. */
final class Guest implements AutoCloseable {

    /** BIOS keyboard ring: offsets of its head, its tail and its 16 words (Ralf Brown's list, memory 0040h:001Ah). */
    private static final int RING_HEAD = 0x41A;

    private static final int RING_TAIL = 0x41C;
    private static final int RING_START = 0x1E;
    private static final int RING_BYTES = 32;
    private static final int LOOKS_AT_EMPTY_RING = 10;
    /** Status port of the keyboard controller; bit 0: a scan code waits (Ralf Brown's port list, 0064h). */
    private static final String KEYBOARD_STATUS = "i /1b 0x64";

    private static final String REGISTERS = "info registers";
    /** The PS/2 keyboard holds 16 bytes of scan codes; a key takes up to 4 for each press and release. */
    private static final int CHUNK_BYTES = 14;
    /** The BIOS has loaded the boot sector and started it, which has not executed anything. */
    private static final String STARTED = "started";
    /** pxOS waits for its first key. */
    private static final String PROMPT = "prompt";
    /** What SeaBIOS leaves as it was when it starts again; from 7000 to 8FFFF it clears memory (measured, QEMU 7.2). */
    private static final AddressRange SURVIVING = new AddressRange(0x500, 0x5FFF);

    private final Machine machine;
    private final Patience patience;
    private boolean hasStarted;
    private boolean standsAtStart;
    /** It waits for its first key, and nothing has been done to it since then. */
    private boolean isFresh;

    /**
     * @param machine stands before its first instruction
     * @param spinLimit processor time after which a guest that has not come to rest spins
     * @param waitLimit time asleep, though not at rest, after which it hangs
     */
    Guest(Machine machine, Duration spinLimit, Duration waitLimit) {
        this.machine = machine;
        this.patience = new Patience(machine, spinLimit, waitLimit);
    }

    Machine machine() {
        return machine;
    }

    TextScreen screen() {
        return machine.sight().screen();
    }

    /**
     * Types all keys as fast as the guest takes them; stops early where the guest resets or halts. What a line makes the
     * guest do is waited for; an Enter behind an Enter submits no line.
     */
    Rest type(List<Input.KeyStroke> keys) {
        isFresh = false;
        Rest rest = Rest.WAITS_FOR_KEY;
        int next = 0;
        boolean onEmptyLine = false;
        while (next < keys.size()) {
            List<Map<String, ?>> chunk = new ArrayList<>();
            int bytes = 0;
            boolean submitted = false;
            int first = next;
            while (next < keys.size() && !submitted && bytes + sizeBytes(keys.get(next)) <= CHUNK_BYTES) {
                Input.KeyStroke key = keys.get(next++);
                bytes += sizeBytes(key);
                addEvents(key, chunk);
                boolean enter = key.codes().contains("ret");
                submitted = enter && !onEmptyLine;
                onEmptyLine = enter;
            }
            int tail = machine.word(RING_TAIL);
            machine.qmp().execute("input-send-event", Map.of("events", chunk));
            boolean goesOn = next < keys.size() && !submitted && !isChord(keys.get(next - 1));
            rest = goesOn ? awaitRoom(tail, next - first) : patience.await("the end of typing", () -> look(true));
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
        return key.codes().size() > 1;
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
            return ask ? look(true) : Patience.Look.notYet("the machine has not read all keys");
        });
    }

    /** Letters, digits and the like take one byte to press and one to release, a prefixed key two, a chord more. */
    private static int sizeBytes(Input.KeyStroke key) {
        int bytes = 0;
        for (String code : key.codes()) {
            bytes += code.length() == 1 || code.equals("shift") || code.equals("spc") || code.equals("ret") ? 2 : 4;
        }
        return Math.min(bytes, CHUNK_BYTES);
    }

    private static void addEvents(Input.KeyStroke key, List<Map<String, ?>> events) {
        List<String> codes = key.codes();
        codes.forEach(code -> events.add(event(code, true)));
        for (int i = codes.size() - 1; i >= 0; i--) {
            events.add(event(codes.get(i), false));
        }
    }

    private static Map<String, ?> event(String code, boolean down) {
        return Map.of("type", "key", "data", Map.of("down", down, "key", Map.of("type", "qcode", "data", code)));
    }

    /** Waits until a machine at which nobody types waits for a key, halts for good, or asks for a reset. */
    Rest awaitRest(String awaited) {
        return patience.await(awaited, () -> look(false));
    }

    /** @param typed whether scan codes can be on their way */
    private Patience.Look<Rest> look(boolean typed) {
        if (machine.qmp().sawEvent("SHUTDOWN")) {
            return Patience.Look.found(Rest.RESET);
        }
        if (machine.word(RING_HEAD) != machine.word(RING_TAIL)) {
            return Patience.Look.notYet("the machine has not read all keys");
        }
        // The order counts: once the controller is empty, a halted processor has served every key.
        List<String> printed = machine.qmp().monitor(typed ? List.of(KEYBOARD_STATUS, REGISTERS) : List.of(REGISTERS));
        boolean scanCodeWaits = typed && scanCodeWaits(printed.get(0));
        Registers registers = Registers.parse(printed.get(printed.size() - 1));
        if (!registers.halted()) {
            return Patience.Look.notYet(
                    () -> String.format("the processor runs at %04X:%04X", registers.cs(), registers.ip()));
        }
        if (!registers.interruptsOn()) {
            return Patience.Look.found(Rest.HALTED);
        }
        if (!registers.inBios() || BiosCall.inProgress(machine, registers) != BiosCall.KEYBOARD) {
            return Patience.Look.asleep(() -> String.format(
                    "the processor sleeps at %04X:%04X outside the BIOS keyboard call",
                    registers.cs(), registers.ip()));
        }
        if (scanCodeWaits || machine.word(RING_HEAD) != machine.word(RING_TAIL)) {
            return Patience.Look.notYet("the machine has not read all keys");
        }
        return Patience.Look.found(Rest.WAITS_FOR_KEY);
    }

    /** Reads a line such as {@code portb[0x0064] = 0x1d}. */
    private static boolean scanCodeWaits(String printed) {
        int value = printed.lastIndexOf("0x");
        return value < 0
                || (Character.digit(printed.strip().charAt(printed.strip().length() - 1), 16) & 1) != 0;
    }

    /**
     * Lets the BIOS start the boot sector, once; the machine stands still then.
     *
     * <p>What the BIOS does until then takes longer than most tests, and depends on nothing but the boot sector.
     *
     * @throws FaultException where the BIOS does not start it
     */
    void start() {
        if (hasStarted) {
            return;
        }
        DebugStub debugger = machine.debugger();
        debugger.setBreakpoint(MemoryMap.IMAGE_BASE);
        awaitDebugger(debugger);
        machine.qmp().forgetEvent("STOP");
        machine.qmp().execute("cont", Map.of());
        patience.await(
                "the boot sector",
                () -> machine.qmp().sawEvent("STOP")
                        ? Patience.Look.found(true)
                        : Patience.Look.notYet("the BIOS has not started it"));
        debugger.removeBreakpoint(MemoryMap.IMAGE_BASE);
        awaitDebugger(debugger);
        debugger.close();
        save(STARTED);
        hasStarted = true;
        standsAtStart = true;
    }

    private void awaitDebugger(DebugStub debugger) {
        patience.await(
                "the debugger's door",
                () -> debugger.isDone() ? Patience.Look.found(true) : Patience.Look.notYet("it does not answer"));
    }

    /**
     * Switches the machine on, wherever it stood: the boot sector begins, with nothing of pxOS in memory.
     *
     * @param disk starts like the one that QEMU was started with
     */
    void powerOn(DiskImage disk) {
        start();
        backToStart();
        machine.insert(disk);
        resume();
    }

    /**
     * Switches the machine off and on, and lets it boot; what a variable holds survives that where the BIOS leaves it.
     */
    void powerCycle() {
        byte[] memory = machine.memory(SURVIVING.first(), SURVIVING.sizeBytes());
        backToStart();
        machine.setMemory(SURVIVING.first(), memory);
        resume();
    }

    private void backToStart() {
        if (!standsAtStart) {
            machine.stop();
            load(STARTED);
        }
    }

    private void resume() {
        standsAtStart = false;
        isFresh = false;
        machine.qmp().execute("cont", Map.of());
    }

    /** It waits for its first key now, which is kept for {@link #restore} if there will be more than one. */
    void beginsFresh(boolean again) {
        if (again) {
            save(PROMPT);
        }
        isFresh = true;
    }

    private void save(String name) {
        String answer = machine.qmp().monitor("savevm " + name);
        if (!answer.isBlank()) {
            throw new QemuException("QEMU cannot save a snapshot: " + answer.strip());
        }
        machine.trace().forget();
    }

    /** Back to where it waited for its first key, running. */
    void restore() {
        if (isFresh) {
            return;
        }
        boolean stopped = machine.qmp().sawEvent("SHUTDOWN");
        load(PROMPT);
        if (stopped) {
            machine.qmp().execute("cont", Map.of());
        }
        isFresh = true;
    }

    /** A machine that has asked for a reset, or was told to, stands still afterwards. */
    private void load(String name) {
        if (machine.qmp().sawEvent("SHUTDOWN")) {
            resetProcessor();
        }
        String answer = machine.qmp().monitor("loadvm " + name);
        if (!answer.isBlank()) {
            throw new QemuException("QEMU cannot restore a snapshot: " + answer.strip());
        }
        machine.trace().forget();
    }

    /**
     * Lets a machine that asked for a reset have it, and boot.
     *
     * <p>QEMU leaves the BIOS's copy of itself in RAM on a reset, so that SeaBIOS finds that it has run before, puts
     * its original back and resets again, more than once (SeaBIOS, qemu_prep_reset).
     */
    void reset() {
        isFresh = false;
        machine.qmp().execute("stop", Map.of());
        resetProcessor();
        machine.trace().forget();
        machine.qmp().execute("set-action", Map.of("reboot", "reset"));
        machine.qmp().execute("cont", Map.of());
        patience.await(
                "the start of the boot sector",
                () -> machine.trace().sawAddress(MemoryMap.IMAGE_BASE)
                        ? Patience.Look.found(true)
                        : Patience.Look.notYet("the BIOS still runs"));
        machine.qmp().execute("set-action", Map.of("reboot", "shutdown"));
        // The BIOS resets by a triple fault among other means; that is not the fault of pxOS.
        machine.trace().forgetBefore(MemoryMap.IMAGE_BASE);
    }

    /** Changes the disk in the drive while the guest waits for a key. */
    void insert(DiskImage disk) {
        machine.insert(disk);
    }

    private void resetProcessor() {
        machine.qmp().forgetEvent("RESET");
        machine.qmp().execute("set-action", Map.of("reboot", "reset"));
        machine.qmp().execute("system_reset", Map.of());
        patience.await(
                "the reset that was asked for",
                () -> machine.qmp().sawEvent("RESET")
                        ? Patience.Look.found(true)
                        : Patience.Look.notYet("QEMU has not reported it"));
        machine.qmp().execute("set-action", Map.of("reboot", "shutdown"));
        machine.qmp().forgetEvent("SHUTDOWN");
    }

    @Override
    public void close() {
        machine.close();
    }
}
