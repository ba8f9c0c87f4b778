package pxos.proof;

import java.time.Duration;
import java.util.List;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.scenario.Input;
import pxos.scenario.Rest;

/** A running pxOS: typed at, waited for, looked at, set back. Every wait ends in a rest or in a {@link FaultException}. */
final class Guest implements AutoCloseable {

    /** The BIOS has loaded the boot sector and started it, which has not executed anything. */
    private static final String STARTED = "started";
    /** pxOS waits for its first key. */
    private static final String PROMPT = "prompt";
    /** What SeaBIOS leaves as it was when it starts again; from 7000 to 8FFFF it clears memory (measured, QEMU 7.2). */
    private static final AddressRange SURVIVING = new AddressRange(0x500, 0x5FFF);

    private final Machine machine;
    private final Patience patience;
    private final MachineView view;
    private final RestLook restLook;
    private final Keyboard keyboard;
    private final ResetLine resetLine;
    private boolean hasStarted;
    private boolean stands;
    private boolean standsAtStart;
    /** It waits for its first key, and nothing has been done to it since then. */
    private boolean isFresh;
    /** Since something was last done to it; null if it has not been looked at. */
    private MachineView.Sight seen;

    private MachineView.Sight freshSight;
    private byte[] freshMemory;

    /**
     * @param machine stands before its first instruction
     * @param spinLimit processor time after which a guest that has not come to rest spins
     * @param waitLimit time asleep, though not at rest, after which it hangs
     */
    Guest(Machine machine, Duration spinLimit, Duration waitLimit) {
        this.machine = machine;
        this.patience = new Patience(machine, spinLimit, waitLimit);
        this.view = new MachineView(machine);
        this.restLook = new RestLook(machine, view);
        this.keyboard = new Keyboard(machine, patience, restLook);
        this.resetLine = new ResetLine(machine, patience);
    }

    Machine machine() {
        return machine;
    }

    /** What can be seen; one look serves until something is done to it. */
    MachineView.Sight sight() {
        if (seen == null) {
            seen = view.sight();
        }
        return seen;
    }

    /** Types all keys; returns how the machine came to rest. */
    Rest type(List<Input.KeyStroke> keys) {
        goesOn();
        Rest rest = keyboard.type(keys);
        seen = restLook.seen();
        return rest;
    }

    /** Waits until a machine at which nobody types waits for a key, halts for good, or asks for a reset. */
    Rest awaitRest(String awaited) {
        Rest rest = patience.await(awaited, () -> restLook.look(false));
        seen = restLook.seen();
        return rest;
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
        machine.qmp().execute("cont");
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
        stands = true;
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
        byte[] memory = survivingMemory();
        backToStart();
        machine.setMemory(SURVIVING.first(), memory);
        resume();
    }

    private void backToStart() {
        if (!standsAtStart) {
            stop();
            load(STARTED);
        }
    }

    /** Lets nothing go on until it is switched on again; returns whether it has written to a disk since QEMU started. */
    boolean stop() {
        boolean wrote = !stands && machine.stop();
        stands = true;
        return wrote;
    }

    private void resume() {
        stands = false;
        standsAtStart = false;
        goesOn();
        machine.qmp().execute("cont");
    }

    private byte[] survivingMemory() {
        return machine.memory(SURVIVING.first(), SURVIVING.sizeBytes());
    }

    private void goesOn() {
        isFresh = false;
        seen = null;
    }

    /** It waits for its first key now, which is kept for {@link #restore} if there will be more than one. */
    void beginsFresh(boolean again) {
        if (again) {
            save(PROMPT);
        }
        freshSight = sight();
        freshMemory = survivingMemory();
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
        boolean stopped = stands || machine.qmp().sawEvent("SHUTDOWN");
        load(PROMPT);
        if (stopped) {
            machine.qmp().execute("cont");
        }
        stands = false;
        seen = freshSight;
        isFresh = true;
    }

    /** The same for a guest that is going to be switched off and on before anything else: nothing else is left then. */
    void restoreMemory() {
        if (!isFresh) {
            stop();
            machine.setMemory(SURVIVING.first(), freshMemory);
        }
    }

    /** A machine that has asked for a reset, or was told to, stands still afterwards. */
    private void load(String name) {
        if (machine.qmp().sawEvent("SHUTDOWN")) {
            resetLine.pulse();
        }
        String answer = machine.qmp().monitor("loadvm " + name);
        if (!answer.isBlank()) {
            throw new QemuException("QEMU cannot restore a snapshot: " + answer.strip());
        }
        machine.trace().forget();
    }

    /** Lets a machine that asked for a reset have it, and boot. */
    void reset() {
        goesOn();
        resetLine.pulseAndBoot();
    }

    /** Changes the disk in the drive while the guest waits for a key. */
    void insert(DiskImage disk) {
        machine.insert(disk);
    }

    @Override
    public void close() {
        machine.close();
    }
}
