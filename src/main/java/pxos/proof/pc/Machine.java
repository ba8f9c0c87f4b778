package pxos.proof.pc;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import pxos.proof.pc.Stop.Kind;

/** The parts of a PC put together: what happens next, and the way back to an earlier moment. */
final class Machine {

    private static final long LONGEST_SLEEP_MICROS = 5_000_000;
    private static final int LONGEST_INSTRUCTION = 15;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    final Memory memory = Memory.ofPc();
    final Cpu cpu;
    final Hardware hardware;
    final Keyboard keyboard;
    final Disk disk;
    /** A bit for each address: whether an instruction was executed there. */
    private final long[] executed = new long[Memory.ROM / Long.SIZE];
    /** Where the code begins that was last executed for the first time; -1 for nowhere. */
    int lastEntered;

    private final Bios bios;
    /** What memory holds by its address where nobody has written; zeros beyond that. */
    private final byte[] unused;

    private int newest;
    /** Set where it cannot go on: something is not modelled, or it asked for a reset. */
    private Stop end;

    Machine(Pc.Setup setup, byte[] disk, Set<Integer> unreadable) {
        this.cpu = new Cpu(setup.level(), memory);
        this.hardware = new Hardware(cpu, setup.start().clock(), setup.watchedPorts());
        this.keyboard = new Keyboard(cpu, hardware);
        this.disk = new Disk(cpu, setup.drive(), disk, unreadable);
        this.bios = new Bios(cpu, hardware, keyboard, this.disk);
        cpu.ports = hardware;
        this.unused = setup.start().memory();
    }

    void powerOn() {
        begin();
        System.arraycopy(unused, 0, memory.bytes, 0, unused.length);
        Arrays.fill(memory.bytes, unused.length, memory.bytes.length, (byte) 0);
        hardware.reset();
        cpu.instructions = 0;
        try {
            bios.start();
        } catch (Stop.Signal e) {
            stop(e);
        }
    }

    /** This moment. */
    Pc.Snapshot save() {
        byte[] bytes = memory.bytes.clone();
        int[] processor = cpu.save();
        long instructions = cpu.instructions;
        Object chips = hardware.save();
        List<int[]> calls = bios.time.pending();
        Runnable written = disk.written.save();
        return new Pc.Snapshot(() -> {
            System.arraycopy(bytes, 0, memory.bytes, 0, bytes.length);
            cpu.restore(processor);
            cpu.instructions = instructions;
            hardware.restore(chips);
            bios.time.restore(calls);
            written.run();
            begin();
        });
    }

    /** Addresses at which an instruction was executed. */
    BitSet executed() {
        return BitSet.valueOf(executed);
    }

    private void begin() {
        end = null;
        Arrays.fill(executed, 0);
        cpu.invalid.clear();
        newest = -1;
        lastEntered = -1;
    }

    /**
     * Runs, and where it comes to rest lets it wait until this much guest time has passed.
     *
     * @param settles whether to let no more time than that pass for code that sleeps
     */
    Stop run(long budget, Duration time, boolean settles) {
        if (end != null) {
            return end;
        }
        long last = cpu.instructions + budget;
        long until = hardware.now() + time.toNanos() / 1000;
        long sleepEnd = settles ? until : hardware.slept() + time.toNanos() / 1000 + LONGEST_SLEEP_MICROS;
        long tick = hardware.tickAt();
        try {
            while (cpu.instructions < last) {
                if (cpu.instructions >= tick) {
                    hardware.tick();
                    tick = hardware.tickAt();
                }
                if (hardware.interrupts() && cpu.alu.is(Alu.IF) && !cpu.shadow) {
                    cpu.interrupt(hardware.acknowledge());
                } else if (cpu.halted) {
                    sleep(until, sleepEnd, settles);
                    tick = hardware.tickAt();
                } else {
                    step();
                }
            }
            return new Stop(Kind.SPINS, "after " + budget + " instructions" + place());
        } catch (Stop.Signal e) {
            return stop(e);
        }
    }

    private void step() {
        int address = cpu.address();
        if (address >= Memory.ROM) {
            bios.enter(address);
            return;
        }
        if ((executed[address >> 6] & 1L << address) == 0) {
            executed[address >> 6] |= 1L << address;
            boolean goesOn = address > newest && address <= newest + LONGEST_INSTRUCTION;
            lastEntered = goesOn ? lastEntered : address;
            newest = address;
        }
        cpu.step();
    }

    /** @param sleepEnd when sleep is too much: by the clock where it settles, else by the time that it has slept */
    private void sleep(long until, long sleepEnd, boolean settles) {
        if (!cpu.alu.is(Alu.IF)) {
            throw new Stop.Signal(Kind.HALTED, "HLT with interrupts off, just before");
        }
        boolean atRest = bios.waitsForKey() && !hardware.hasScanCodes();
        boolean inOwnCode = cpu.address() < Memory.ROM;
        if (atRest && hardware.now() >= until) {
            throw new Stop.Signal(Kind.WAITS_FOR_KEY, "INT 16h");
        }
        if (settles && inOwnCode && hardware.now() >= sleepEnd) {
            throw new Stop.Signal(Kind.RUNS, "HLT");
        }
        if (!settles && !atRest && hardware.slept() >= sleepEnd) {
            throw new Stop.Signal(Kind.SLEEPS, "not for a key");
        }
        hardware.sleep(Math.min(bios.time.wakeUp(), atRest || settles && inOwnCode ? until : Long.MAX_VALUE));
        cpu.halted = inOwnCode;
    }

    private Stop stop(Stop.Signal signal) {
        Stop stop = new Stop(signal.kind(), signal.getMessage() + place());
        end = signal.isFinal() ? stop : null;
        return stop;
    }

    private String place() {
        return " at " + HEX.toHexDigits((short) cpu.segments[Registers.CS]) + ":" + HEX.toHexDigits((short) cpu.ip);
    }
}
