package pxos.proof.pc;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import pxos.os.AddressRange;
import pxos.os.TextScreen;
import pxos.proof.pc.Stop.Kind;
import pxos.scenario.Input;

/**
 * A PC in the JVM: a processor in real mode, and the BIOS and the chips as far as pxOS and code generated for it use them.
 *
 * <p>It runs hundreds of short sessions a second where QEMU runs a few, and does the same each time. It is a filter and a
 * search engine, not the judge: what it does not model ends in {@link Kind#NOT_MODELLED}, which means "ask QEMU".
 *
 * <p>A budget is a number of instructions, each repetition of a string instruction counted.
 */
public final class Pc {

    /** A write to a watched port. A BIOS call that changes colours counts as one to 3C0 or 3C9. */
    public record PortWrite(int port, int value) {}

    /** The next instruction. */
    public record Place(int cs, int ip) {

        public int address() {
            return (cs << 4) + ip;
        }
    }

    /**
     * What the machine is made of.
     *
     * @param drive the one it has and boots from: 00h is a floppy, 80h a hard disk
     * @param noise seed of what free memory holds before the boot sector runs; 0 for zeros
     * @param clock the time at which it is switched on
     * @param watchedPorts ports of which {@link Pc#portWrites} tells
     */
    public record Setup(int drive, Level level, LocalDateTime clock, long noise, Set<Integer> watchedPorts) {}

    /** A moment of a machine. */
    public static final class Snapshot {
        private final byte[] memory;
        private final int[] processor;
        private final long instructions;
        private final Object hardware;
        private final List<int[]> calls;
        private final Map<Integer, byte[]> written;

        private Snapshot(Pc pc) {
            memory = pc.memory.bytes.clone();
            processor = pc.cpu.save();
            instructions = pc.cpu.instructions;
            hardware = pc.hardware.save();
            calls = pc.bios.calls();
            written = pc.disk.written();
        }
    }

    /** What SeaBIOS leaves as it was when it starts again. */
    private static final AddressRange SURVIVING = new AddressRange(0x500, 0x5FFF);

    private static final int FREE_MEMORY_END = 0x9FC00;
    private static final long LONGEST_SLEEP_MICROS = 5_000_000;
    /** Instructions between two looks at the keyboard's ring. */
    private static final int SLICE = 1_000;

    private final Memory memory = Memory.ofPc();
    private final Cpu cpu;
    private final Hardware hardware;
    private final Keyboard keyboard;
    private final Disk disk;
    private final Bios bios;
    private final byte[] unused = new byte[Memory.ROM];
    /** A bit for each address at which an instruction was executed. */
    private final long[] executed = new long[Memory.ROM / Long.SIZE];

    private int newest;
    private int lastEntered;

    /**
     * A machine that is switched off.
     *
     * @param disk sectors of 512 bytes
     * @param unreadable sectors, counted from 0, that cannot be read
     */
    public Pc(Setup setup, byte[] disk, Set<Integer> unreadable) {
        BitSet watched = new BitSet();
        setup.watchedPorts().forEach(watched::set);
        this.cpu = new Cpu(setup.level(), memory);
        this.hardware = new Hardware(cpu, setup.clock(), watched);
        this.keyboard = new Keyboard(cpu, hardware);
        this.disk = new Disk(cpu, setup.drive(), disk, unreadable);
        this.bios = new Bios(cpu, hardware, keyboard, this.disk);
        cpu.ports = hardware;
        if (setup.noise() != 0) {
            byte[] noise = new byte[FREE_MEMORY_END];
            new SplittableRandom(setup.noise()).nextBytes(noise);
            System.arraycopy(noise, 0, unused, 0, noise.length);
        }
    }

    /** Switches it on and lets the BIOS start the boot sector, of which nothing is executed. */
    public void powerOn() {
        System.arraycopy(unused, 0, memory.bytes, 0, unused.length);
        hardware.reset();
        cpu.instructions = 0;
        bios.start();
        forgetExecuted();
    }

    /** Switches it off and on, or resets it; some of its memory survives that. */
    public void powerCycle() {
        byte[] kept = memory(SURVIVING.first(), SURVIVING.sizeBytes());
        powerOn();
        System.arraycopy(kept, 0, memory.bytes, SURVIVING.first(), kept.length);
    }

    public Snapshot save() {
        return new Snapshot(this);
    }

    /** Goes back to a moment of this machine; what was executed and which ports were written is forgotten. */
    public void restore(Snapshot moment) {
        System.arraycopy(moment.memory, 0, memory.bytes, 0, moment.memory.length);
        cpu.restore(moment.processor);
        cpu.instructions = moment.instructions;
        hardware.restore(moment.hardware);
        bios.restore(moment.calls);
        disk.restore(moment.written);
        forgetExecuted();
    }

    private void forgetExecuted() {
        Arrays.fill(executed, 0);
        cpu.invalid.clear();
        newest = -1;
        lastEntered = -1;
    }

    /** Puts another disk into the drive. */
    public void insert(byte[] other) {
        disk.insert(other);
    }

    /** Runs until it waits for a key or cannot go on. */
    public Stop run(long budget) {
        return run(budget, hardware.now());
    }

    /** Lets guest time pass, though it may wait for a key. */
    public Stop pass(Duration time, long budget) {
        return run(budget, hardware.now() + time.toNanos() / 1000);
    }

    private Stop run(long budget, long until) {
        long end = cpu.instructions + budget;
        long sleepEnd = hardware.slept() + LONGEST_SLEEP_MICROS + Math.max(0, until - hardware.now());
        long tick = hardware.instructionsToTick();
        try {
            while (cpu.instructions < end) {
                if (cpu.instructions >= tick) {
                    hardware.tick();
                    tick = hardware.instructionsToTick();
                }
                if (hardware.interrupts() && !cpu.shadow && cpu.alu.is(Alu.IF)) {
                    cpu.interrupt(hardware.acknowledge());
                } else if (cpu.halted) {
                    sleep(until, sleepEnd);
                    tick = hardware.instructionsToTick();
                } else {
                    step();
                }
            }
            return new Stop(
                    Kind.SPINS,
                    String.format("at %04X:%04X, after %d instructions", cpu.segments[Cpu.CS], cpu.ip, budget));
        } catch (Stop.Signal e) {
            return e.stop();
        }
    }

    private void step() {
        int address = cpu.linear(Cpu.CS, cpu.ip);
        if (address >= Memory.ROM) {
            bios.enter(address);
            return;
        }
        long bit = 1L << address;
        if ((executed[address / Long.SIZE] & bit) == 0) {
            executed[address / Long.SIZE] |= bit;
            lastEntered = address > newest && address < newest + 16 ? lastEntered : address;
            newest = address;
        }
        cpu.step();
    }

    private void sleep(long until, long sleepEnd) {
        String place = String.format("HLT just before %04X:%04X", cpu.segments[Cpu.CS], cpu.ip);
        if (!cpu.alu.is(Alu.IF)) {
            throw new Stop.Signal(Kind.HALTED, place);
        }
        boolean atRest = bios.waitsForKey() && !hardware.hasScanCodes();
        if (atRest && hardware.now() >= until) {
            throw new Stop.Signal(Kind.WAITS_FOR_KEY, "");
        }
        if (!atRest && hardware.slept() >= sleepEnd) {
            throw new Stop.Signal(Kind.SLEEPS, place);
        }
        hardware.sleep(Math.min(bios.wakeUp(), atRest ? until : Long.MAX_VALUE));
        cpu.halted = cpu.linear(Cpu.CS, cpu.ip) < Memory.ROM;
    }

    /**
     * Types keys, no more at a time than the keyboard and the BIOS hold, and waits for rest behind each Enter that submits
     * a line. Stops early where the machine stops for anything but a key.
     */
    public Stop type(List<Input.KeyStroke> keys, long budget) {
        Stop stop = new Stop(Kind.WAITS_FOR_KEY, "");
        boolean onEmptyLine = false;
        int next = 0;
        while (next < keys.size() && stop.kind() == Kind.WAITS_FOR_KEY) {
            int bytes = 0;
            boolean submitted = false;
            do {
                Input.KeyStroke key = keys.get(next++);
                keyboard.type(key);
                bytes += Keyboard.sizeBytes(key);
                submitted = key.isEnter() && !onEmptyLine;
                onEmptyLine = key.isEnter();
            } while (next < keys.size()
                    && !submitted
                    && bytes + Keyboard.sizeBytes(keys.get(next)) <= Keyboard.HELD_BYTES);
            stop = submitted || next == keys.size() ? run(budget) : runUntilRoom(budget);
        }
        return next == keys.size()
                ? stop
                : new Stop(stop.kind(), stop.detail() + ", with " + (keys.size() - next) + " keys still to type");
    }

    /** Waits until the BIOS has taken all scan codes, and has room for as many keys again. */
    private Stop runUntilRoom(long budget) {
        Stop stop = run(SLICE);
        for (long left = budget; stop.kind() == Kind.SPINS && left > 0; left -= SLICE) {
            if (!hardware.hasScanCodes() && keyboard.hasRoom()) {
                return new Stop(Kind.WAITS_FOR_KEY, "");
            }
            stop = run(SLICE);
        }
        return stop;
    }

    public TextScreen screen() {
        byte[] cursor = memory(0x450, 2);
        return new TextScreen(memory(Memory.TEXT, TextScreen.SIZE_BYTES), cursor[1] & 0xFF, cursor[0] & 0xFF);
    }

    /** @param address physical, below C0000 */
    public byte[] memory(int address, int sizeBytes) {
        return Arrays.copyOfRange(memory.bytes, address, address + sizeBytes);
    }

    long cpuInstr() {
        return cpu.instructions;
    }

    public Place place() {
        return new Place(cpu.segments[Cpu.CS], cpu.ip);
    }

    /** Addresses below C0000 at which an instruction was executed since the machine was switched on or restored. */
    public BitSet executed() {
        return BitSet.valueOf(executed);
    }

    /** Where the code begins that was last executed for the first time. */
    public OptionalInt lastEntered() {
        return lastEntered < 0 ? OptionalInt.empty() : OptionalInt.of(lastEntered);
    }

    /** Whether an instruction was to be executed there that the processor does not know. */
    public boolean isInvalid(int address) {
        return cpu.invalid.contains(address);
    }

    /** Sectors, counted from 0, that were written. */
    public Set<Integer> writtenSectors() {
        return disk.written().keySet();
    }

    /** In the order in which they happened. */
    public List<PortWrite> portWrites() {
        return hardware.writes();
    }

    /** The registers as QEMU's {@code info registers} prints them. */
    public String registers() {
        StringBuilder text = new StringBuilder();
        String[] names = {"EAX", "EBX", "ECX", "EDX", "ESI", "EDI", "EBP", "ESP"};
        int[] order = {Cpu.AX, Cpu.BX, Cpu.CX, Cpu.DX, Cpu.SI, Cpu.DI, Cpu.BP, Cpu.SP};
        for (int i = 0; i < names.length; i++) {
            text.append(String.format("%s=%08x%s", names[i], cpu.registers[order[i]], i % 4 == 3 ? "\n" : " "));
        }
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            int flag = new int[] {Alu.DF, Alu.OF, Alu.SF, Alu.ZF, Alu.AF, Alu.PF, Alu.CF}[i];
            flags.append(cpu.alu.is(flag) ? "DOSZAPC".charAt(i) : '-');
        }
        text.append(String.format(
                "EIP=%08x EFL=%08x [%s] CPL=0 II=0 A20=1 SMM=0 HLT=%d",
                cpu.ip, cpu.flagsWord(), flags, cpu.halted ? 1 : 0));
        for (int i = 0; i < cpu.segments.length; i++) {
            text.append(String.format(
                    "%n%sS =%04x %08x 0000ffff 00009%s00",
                    "ECSDFG".charAt(i), cpu.segments[i], cpu.segments[i] << 4, i == Cpu.CS ? "b" : "3"));
        }
        return text.toString();
    }
}
