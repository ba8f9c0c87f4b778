package pxos.qemu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Rest;
import tools.jackson.databind.JsonNode;

/** A running pxOS: typed at, waited for, looked at, set back. Every wait ends in a rest or in a {@link FaultException}. */
final class Guest implements AutoCloseable {

    /** BIOS keyboard ring: head and tail (Ralf Brown's Interrupt List, memory 0040h:001Ah). */
    private static final int RING_HEAD = 0x41A;
    /** Status port of the keyboard controller; bit 0: a scan code waits (Ralf Brown's port list, 0064h). */
    private static final String KEYBOARD_STATUS = "i /1b 0x64";
    /** The PS/2 keyboard holds 16 bytes of scan codes; a key takes up to 4 for each press and release. */
    private static final int CHUNK_BYTES = 14;
    /** 55 AA as a little-endian word. */
    private static final int SIGNATURE = 0xAA55;

    private static final String SNAPSHOT = "prompt";

    private final Machine machine;
    private final Patience patience;

    Guest(Machine machine, Duration spinLimit, Duration waitLimit) {
        this.machine = machine;
        this.patience = new Patience(machine, spinLimit, waitLimit);
    }

    Machine machine() {
        return machine;
    }

    TextScreen screen() {
        return machine.screen();
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
            List<Map<String, ?>> chunk = new ArrayList<>();
            int bytes = 0;
            boolean submitted = false;
            while (next < keys.size() && !submitted && bytes + sizeBytes(keys.get(next)) <= CHUNK_BYTES) {
                Input.KeyStroke key = keys.get(next++);
                bytes += sizeBytes(key);
                addEvents(key, chunk);
                boolean enter = key.codes().contains("ret");
                submitted = enter && !onEmptyLine;
                onEmptyLine = enter;
            }
            machine.qmp().execute("input-send-event", Map.of("events", chunk));
            rest = awaitRest("the end of typing");
            if (rest != Rest.WAITS_FOR_KEY && next < keys.size()) {
                throw new FaultException(
                        rest == Rest.RESET ? FaultKind.RESET : FaultKind.HALT,
                        "the machine " + rest + " with " + (keys.size() - next) + " keys still to type");
            }
        }
        return rest;
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

    /** Waits until the machine waits for a key with none left to read, halts for good, or asks for a reset. */
    Rest awaitRest(String awaited) {
        return patience.await(awaited, this::look);
    }

    /** Waits for the BIOS to have loaded the boot sector; asks QEMU nothing meanwhile, which would slow the BIOS. */
    void awaitBootSector() {
        patience.await(
                "the boot sector",
                () -> machine.word(MemoryMap.SIGNATURE.first()) == SIGNATURE
                        ? Patience.Look.found(true)
                        : Patience.Look.notYet("the BIOS has not loaded it"));
    }

    private Patience.Look<Rest> look() {
        if (machine.qmp().sawEvent("SHUTDOWN")) {
            return Patience.Look.found(Rest.RESET);
        }
        if (machine.word(RING_HEAD) != machine.word(RING_HEAD + 2)) {
            return Patience.Look.notYet("the machine has not read all keys");
        }
        // The order counts: once the controller is empty, a halted processor has served every key.
        List<JsonNode> replies = machine.qmp()
                .executeAll(Stream.of(KEYBOARD_STATUS, "info registers")
                        .map(QmpClient.Command::monitor)
                        .toList());
        boolean scanCodeWaits = scanCodeWaits(replies.get(0).asString());
        Registers registers = Registers.parse(replies.get(1).asString());
        if (!registers.halted()) {
            return Patience.Look.notYet(
                    String.format("the processor runs at %04X:%04X", registers.cs(), registers.ip()));
        }
        if (!registers.interruptsOn()) {
            return Patience.Look.found(Rest.HALTED);
        }
        if (!registers.inBios() || BiosCall.inProgress(machine, registers) != BiosCall.KEYBOARD) {
            return Patience.Look.asleep(String.format(
                    "the processor sleeps at %04X:%04X outside the BIOS keyboard call",
                    registers.cs(), registers.ip()));
        }
        if (scanCodeWaits || machine.word(RING_HEAD) != machine.word(RING_HEAD + 2)) {
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

    /** Keeps this state for {@link #restore}. */
    void save() {
        String answer = machine.qmp().monitor("savevm " + SNAPSHOT);
        if (!answer.isBlank()) {
            throw new QemuException("QEMU cannot save a snapshot: " + answer.strip());
        }
        machine.trace().forget();
    }

    /** Back to the saved state, running. */
    void restore() {
        boolean stopped = machine.qmp().sawEvent("SHUTDOWN");
        if (stopped) {
            resetProcessor();
        }
        String answer = machine.qmp().monitor("loadvm " + SNAPSHOT);
        if (!answer.isBlank()) {
            throw new QemuException("QEMU cannot restore a snapshot: " + answer.strip());
        }
        machine.trace().forget();
        if (stopped) {
            machine.qmp().execute("cont", Map.of());
        }
    }

    /**
     * Presses the reset button and lets the machine boot.
     *
     * <p>QEMU leaves the BIOS's copy of itself in RAM on a reset, so that SeaBIOS finds that it has run before, puts
     * its original back and resets again, more than once (SeaBIOS, qemu_prep_reset).
     */
    void powerCycle() {
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
