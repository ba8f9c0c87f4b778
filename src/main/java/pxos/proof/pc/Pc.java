package pxos.proof.pc;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.os.disk.SectorWrite;
import pxos.proof.StartState;
import pxos.proof.pc.Stop.Kind;
import pxos.scenario.Input;
import pxos.scenario.Observation.PortWrite;

/**
 * A PC in the JVM: a processor in real mode, and the BIOS and the chips as far as pxOS and code generated for it use them.
 *
 * <p>It runs hundreds of short sessions a second where QEMU runs a few, and does the same each time. It is a filter and a
 * search engine, not the judge: what it does not model ends in {@link Kind#NOT_MODELLED}, which means "ask QEMU". What
 * happened up to there is certain: code that has left its zones by then has left them in QEMU, too.
 *
 * <p>A budget is a number of instructions, each repetition of a string instruction counted.
 */
public final class Pc {

    /** Which instructions the processor knows; any other raises an invalid opcode, as a 286 and its successors do. */
    public enum Level {
        I8086,
        I80186,
        I80286,
        I80386,
        /** A 386 for which what later processors added is not modelled, instead of invalid. */
        NEWER
    }

    /**
     * What the machine is made of.
     *
     * @param drive the one it has and boots from: 00h is a floppy, 80h a hard disk
     * @param start what it finds when it is switched on
     * @param watchedPorts ports of which {@link #portWrites} tells
     */
    public record Setup(int drive, Level level, StartState start, Set<Integer> watchedPorts) {}

    /** A moment of a machine, to which it can go back. */
    public static final class Snapshot {
        private final Runnable restore;

        Snapshot(Runnable restore) {
            this.restore = restore;
        }

        /** Goes back; what was executed and which ports were written is forgotten. */
        public void restore() {
            restore.run();
        }
    }

    /** Instructions between two looks at the keyboard. */
    private static final int SLICE = 1_000;

    private final Machine machine;

    /**
     * A machine that is switched off.
     *
     * @param disk sectors of 512 bytes
     * @param unreadable sectors, counted from 0, that cannot be read
     */
    public Pc(Setup setup, byte[] disk, Set<Integer> unreadable) {
        this.machine = new Machine(setup, disk, unreadable);
    }

    /** Switches it on and lets the BIOS start the boot sector, of which nothing is executed. */
    public void powerOn() {
        machine.powerOn();
    }

    /** Switches it off and on, or resets it; some of its memory survives that. */
    public void powerCycle() {
        byte[] kept = memory(BiosMemory.SURVIVING.first(), BiosMemory.SURVIVING.sizeBytes());
        powerOn();
        System.arraycopy(kept, 0, machine.memory.bytes, BiosMemory.SURVIVING.first(), kept.length);
    }

    /**
     * Lets the disk in the drive refuse what is written to some sectors, or everything, as where a floppy is write-protected.
     *
     * @param sectors counted from 0
     */
    public void refuseWriting(Set<Integer> sectors, boolean everything) {
        machine.disk.refuseWriting(sectors, everything);
    }

    public Snapshot save() {
        return machine.save();
    }

    /** Puts another disk into the drive. */
    public void insert(byte[] other) {
        machine.disk.insert(other);
    }

    /**
     * Changes pxOS from now on: where it is read from the disk, and where it stands in memory now. Restoring a snapshot
     * brings back the memory, but not the disk; no patches at all do that.
     */
    public void patch(List<Patch> changes) {
        machine.disk.patch(changes);
        for (Patch patch : changes) {
            if (machine.memory.read(patch.address()) == patch.old()) {
                machine.memory.write(patch.address(), patch.value());
            }
        }
    }

    /** Runs until it waits for a key or cannot go on. */
    public Stop run(long budget) {
        return run(budget, Duration.ZERO);
    }

    /** The same, but lets it wait for a key until this much guest time has passed. */
    public Stop run(long budget, Duration time) {
        return machine.run(budget, time, false);
    }

    /** The same, but lets no more time than that pass for code that sleeps. */
    public Stop settle(long budget, Duration time) {
        return machine.run(budget, time, true);
    }

    /**
     * Types keys, no more at a time than the keyboard holds, and waits for rest after each Enter that submits a line and
     * after keys that are held together, as where QEMU is typed at. Stops early where the machine stops for anything but a key.
     */
    public Stop type(List<Input.KeyStroke> keys, long budget) {
        return type(keys, budget, false);
    }

    /** The same, but lets no time pass for code that sleeps after the last key. */
    public Stop press(List<Input.KeyStroke> keys, long budget) {
        return type(keys, budget, true);
    }

    private Stop type(List<Input.KeyStroke> keys, long budget, boolean settles) {
        Stop stop = keys.isEmpty() ? run(budget) : new Stop(Kind.WAITS_FOR_KEY, "");
        boolean onEmptyLine = false;
        int next = 0;
        while (next < keys.size() && stop.kind() == Kind.WAITS_FOR_KEY) {
            int room = Keyboard.HELD_BYTES;
            boolean submits = false;
            do {
                Input.KeyStroke key = keys.get(next++);
                machine.keyboard.type(key);
                room -= Keyboard.sizeBytes(key);
                submits = key.isEnter() && !onEmptyLine;
                onEmptyLine = key.isEnter();
            } while (!submits && next < keys.size() && Keyboard.sizeBytes(keys.get(next)) <= room);
            boolean isChord = keys.get(next - 1).keys().size() > 1;
            if (settles && next == keys.size()) {
                stop = settle(budget, Duration.ZERO);
            } else {
                stop = submits || isChord || next == keys.size() ? run(budget) : runUntilReady(budget);
            }
        }
        int left = keys.size() - next;
        return left == 0 ? stop : new Stop(stop.kind(), stop.detail() + ", with " + left + " keys still to type");
    }

    /** Waits until the BIOS has taken what was typed, though the guest may not have read all of it. */
    private Stop runUntilReady(long budget) {
        Stop stop = run(SLICE);
        for (long left = budget; stop.kind() == Kind.SPINS && left > 0; left -= SLICE) {
            if (machine.keyboard.isReady()) {
                return new Stop(Kind.WAITS_FOR_KEY, "");
            }
            stop = run(SLICE);
        }
        return stop;
    }

    public TextScreen screen() {
        byte[] cursor = memory(Video.CURSORS, 2);
        return new TextScreen(memory(Memory.TEXT, TextScreen.SIZE_BYTES), cursor[1] & 0xFF, cursor[0] & 0xFF);
    }

    /** @param address physical; with what follows, below C0000 */
    public byte[] memory(int address, int sizeBytes) {
        Objects.checkFromIndexSize(address, sizeBytes, Memory.ROM);
        return Arrays.copyOfRange(machine.memory.bytes, address, address + sizeBytes);
    }

    /** @param address physical; with what follows, below A0000 */
    public void setMemory(int address, byte[] bytes) {
        Objects.checkFromIndexSize(address, bytes.length, Memory.RAM_END);
        System.arraycopy(bytes, 0, machine.memory.bytes, address, bytes.length);
    }

    /** As QEMU's {@code info registers} begins. */
    public String registers() {
        return machine.cpu.toString();
    }

    /** Segment of the next instruction. */
    public int cs() {
        return machine.cpu.segments[Registers.CS];
    }

    /** Offset of the next instruction. */
    public int ip() {
        return machine.cpu.ip;
    }

    /** Addresses below C0000 at which an instruction was executed since the machine was switched on or restored. */
    public BitSet executed() {
        return machine.executed();
    }

    /** Instructions since it was switched on, each repetition of a string instruction counted. */
    public long instructions() {
        return machine.cpu.instructions;
    }

    /** Where the code begins that was last entered for the first time since then. */
    public OptionalInt lastEntered() {
        return machine.lastEntered < 0 ? OptionalInt.empty() : OptionalInt.of(machine.lastEntered);
    }

    /** Whether an instruction was to be executed there since then that the processor does not know. */
    public boolean isInvalid(int address) {
        return machine.cpu.invalid.contains(address);
    }

    /** What was written since the disk was put into the drive, or in the restored past, in its order. */
    public List<SectorWrite> writes() {
        return machine.disk.written.inOrder();
    }

    /**
     * Writes to the watched ports in their order, since the machine was switched on or restored. A BIOS call that changes
     * colours counts as one to 3C0 or 3C9.
     */
    public List<PortWrite> portWrites() {
        return machine.hardware.writes();
    }
}
