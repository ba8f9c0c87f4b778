package pxos.proof.pc;

import static pxos.proof.pc.Cpu.AH;
import static pxos.proof.pc.Cpu.AX;
import static pxos.proof.pc.Cpu.CS;
import static pxos.proof.pc.Cpu.CX;
import static pxos.proof.pc.Cpu.DX;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import pxos.os.MemoryMap;

/**
 * The BIOS: what it leaves in memory when it starts the boot sector, and what it does at its entry points. Both are as in
 * QEMU 7.2 with SeaBIOS 1.16, measured there; code that jumps anywhere else in ROM is not modelled.
 */
final class Bios {

    static final int SEGMENT = 0xF000;
    /** An IRET, where every vector points that nobody serves. */
    static final int RETURN = 0xFFF53;

    static final int KEYBOARD_CALL = 0xFE82E;
    /** Offset of the parameters of a floppy of 1.44 MB. */
    static final int FLOPPY_TABLE = 0x601C;

    private static final int TICK = 0xFFEA5;
    private static final int AFTER_TICK = TICK + 1;
    /** Vectors that do not point to {@link #RETURN}, each a number and an address as segment and offset. */
    private static final int[] VECTORS = {
        0x02,
        0xF000E2C3,
        0x05,
        0xF000FF54,
        0x08,
        0xF000FEA5,
        0x09,
        0xF000E987,
        0x0A,
        0xF000D42E,
        0x0B,
        0xF000D42E,
        0x0C,
        0xF000D42E,
        0x0D,
        0xF000D42E,
        0x0E,
        0xF000EF57,
        0x0F,
        0xF000D42E,
        0x10,
        0xC000578B,
        0x11,
        0xF000F84D,
        0x12,
        0xF000F841,
        0x13,
        0xF000E3FE,
        0x14,
        0xF000E739,
        0x15,
        0xF000F859,
        0x16,
        0xF000E82E,
        0x17,
        0xF000EFD2,
        0x18,
        0xF000D453,
        0x19,
        0xF000E6F2,
        0x1A,
        0xF000FE6E,
        0x1E,
        0xF000601C,
        0x1F,
        0xC00095C0,
        0x40,
        0xF000EC59,
        0x43,
        0xC00073C0,
        0x60,
        0,
        0x61,
        0,
        0x62,
        0,
        0x63,
        0,
        0x64,
        0,
        0x65,
        0,
        0x66,
        0,
        0x70,
        0xF000D413,
        0x71,
        0xF000D437,
        0x72,
        0xF000D437,
        0x73,
        0xF000D437,
        0x74,
        0xF000D41C,
        0x75,
        0xF000D425,
        0x76,
        0xF000D40A,
        0x77,
        0xF000D437,
        0x79,
        0
    };

    private static final int DATA = 0x400;
    private static final int EQUIPMENT = 0x410;
    private static final int KILOBYTES = 0x413;
    private static final int MOTOR = 0x440;
    private static final int TICKS = 0x46C;
    private static final int MIDNIGHTS = 0x470;
    private static final int TICKS_PER_DAY = 1_573_040;

    private static final String FROM_HARD_DISK = "Booting from Hard Disk...\r\n";
    private static final String FROM_FLOPPY =
            FROM_HARD_DISK + "Boot failed: could not read the boot disk\r\n\r\nBooting from Floppy...\r\n";

    private final Cpu cpu;
    private final Memory memory;
    private final Hardware hardware;
    private final Keyboard keyboard;
    private final Video video;
    private final Disk disk;
    /** Registers of programs that a timer tick interrupted, while INT 1Ch is served. */
    private final Deque<int[]> interrupted = new ArrayDeque<>();
    /** Guest time at which INT 15h AH=86h ends; 0 while nobody waits. */
    private long wakeUp;

    Bios(Cpu cpu, Hardware hardware, Keyboard keyboard, Disk disk) {
        this.cpu = cpu;
        this.memory = cpu.memory;
        this.hardware = hardware;
        this.keyboard = keyboard;
        this.video = new Video(cpu, hardware);
        this.disk = disk;
    }

    /** Sets up its memory and starts the boot sector. */
    void start() {
        boolean floppy = disk.drive() == 0;
        restore(List.of());
        Arrays.fill(memory.bytes, 0, 0x500, (byte) 0);
        for (int vector = 0; vector < 0x100; vector++) {
            memory.putDouble(vector * 4, SEGMENT << 16 | RETURN & 0xFFFF);
        }
        for (int i = 0; i < VECTORS.length; i += 2) {
            memory.putDouble(VECTORS[i] * 4, VECTORS[i + 1]);
        }
        store(0x40E, "C09F2600007F02");
        store(0x41A, "1E001E00");
        store(0x474, "0001C0");
        store(0x480, "1E003E0018100060F95108");
        store(0x496, "10");
        store(0x4A8, "206800C0");
        store(0x4B9, "400300C668");
        store(0x6F04, "15D000F0");
        if (floppy) {
            store(EQUIPMENT, "27");
            store(0x43E, "010025000400000001010203");
            store(0x474, "0100");
            store(0x48F, "0717");
        } else {
            memory.putDouble(0x41 * 4, 0x9FC0003D);
            store(0x9FC3D, "02001000 00FFFF00C8000000 02003F00".replace(" ", ""));
        }
        memory.write(0x9FC00, 1);
        video.setMode(3);
        memory.putDouble(TICKS, (int) (hardware.time().toLocalTime().toSecondOfDay() * 1_193_182L / 65_536));
        print("SeaBIOS (version 1.16.2-debian-1.16.2-1)\r\n");
        boot();
    }

    private void store(int address, String hex) {
        byte[] values = HexFormat.of().parseHex(hex);
        System.arraycopy(values, 0, memory.bytes, address, values.length);
    }

    private void print(String text) {
        text.chars().forEach(video::print);
    }

    /** Reads the boot sector and starts it. */
    private void boot() {
        print(disk.drive() == 0 ? FROM_FLOPPY : FROM_HARD_DISK);
        disk.read(0, MemoryMap.IMAGE_BASE);
        cpu.clear();
        cpu.set(AX, 0xAA55, 2);
        cpu.set(DX, disk.drive(), 2);
        cpu.set(Cpu.SP, 0x6F04, 2);
        cpu.ip = MemoryMap.IMAGE_BASE;
    }

    /** Calls that have not returned. */
    List<int[]> calls() {
        return List.copyOf(interrupted);
    }

    void restore(List<int[]> calls) {
        interrupted.clear();
        interrupted.addAll(calls);
        wakeUp = 0;
    }

    /** Whether the processor stands where INT 16h waits for a key. */
    boolean waitsForKey() {
        return cpu.halted && cpu.linear(CS, cpu.ip) == KEYBOARD_CALL;
    }

    /** Guest time at which the BIOS wants to go on, at the latest. */
    long wakeUp() {
        return wakeUp == 0 ? Long.MAX_VALUE : wakeUp;
    }

    /** Does what the code in ROM at {@code address} does. */
    void enter(int address) {
        cpu.instructions++;
        boolean done = true;
        switch (address) {
            // Also the print screen key, and the NMI.
            case RETURN, 0xFFF54, 0xFE2C3 -> {}
            case 0xC578B -> video.call();
            case 0xFE3FE, 0xFEC59 -> disk.call(this);
            case KEYBOARD_CALL -> done = !interruptsFirst() && waited(keyboard.call(this));
            case 0xFF84D -> cpu.set(AX, memory.word(EQUIPMENT), 2);
            case 0xFF841 -> cpu.set(AX, memory.word(KILOBYTES), 2);
            case 0xFF859 -> done = system();
            case 0xFFE6E -> done = !interruptsFirst() && time();
            case TICK -> done = tick();
            case AFTER_TICK -> afterTick();
            case 0xFE987 -> keyboardInterrupt();
            case 0xFE6F2 -> {
                requireOwn(0x10);
                requireOwn(0x13);
                boot();
                done = false;
            }
            case 0xFFFF0, 0xFE05B ->
                throw new Stop.Signal(
                        Stop.Kind.TRIPLE_FAULT, String.format("a jump to the reset vector, %05X", address));
            default -> throw Stop.notModelled("code in ROM, at %05X", address);
        }
        if (done) {
            returnFromInterrupt();
        }
    }

    private void returnFromInterrupt() {
        int undefined = cpu.alu.undefined;
        cpu.ip = cpu.pop(2);
        cpu.segments[CS] = cpu.pop(2);
        cpu.setFlagsWord(cpu.pop(2));
        cpu.alu.undefined = undefined;
    }

    /** Gives a flag back to the caller. */
    void answer(int flag, boolean value) {
        int flags = cpu.word(Cpu.SP) + 4;
        int word = cpu.read(Cpu.SS, flags, 2);
        cpu.write(Cpu.SS, flags, value ? word | flag : word & ~flag, 2);
        cpu.alu.undefined &= ~flag;
    }

    /** Some calls let waiting interrupts come first, even if the caller does not; the call begins anew then. */
    private boolean interruptsFirst() {
        if (hardware.interrupts()) {
            cpu.alu.put(Alu.IF, true);
        }
        return hardware.interrupts();
    }

    /** Sleeps, and tries anew after the next interrupt, where a call is not done. */
    private boolean waited(boolean done) {
        if (!done) {
            cpu.halted = true;
            cpu.alu.put(Alu.IF, true);
        }
        return done;
    }

    /** Stops where the guest has taken a vector that the BIOS itself uses. */
    private void requireOwn(int vector) {
        for (int i = 0; i < VECTORS.length; i += 2) {
            int address = memory.word(vector * 4) | memory.word(vector * 4 + 2) << 16;
            if (VECTORS[i] == vector && VECTORS[i + 1] != address) {
                throw Stop.notModelled("the BIOS calls INT %02Xh, which the guest has hooked", vector);
            }
        }
    }

    private void keyboardInterrupt() {
        requireOwn(0x15);
        keyboard.interrupt();
        hardware.endOfInterrupt();
    }

    /** INT 08h; calls INT 1Ch with all registers zero. */
    private boolean tick() {
        int ticks = (memory.word(TICKS) | memory.word(TICKS + 2) << 16) + 1;
        if (ticks >= TICKS_PER_DAY) {
            ticks = 0;
            memory.write(MIDNIGHTS, memory.read(MIDNIGHTS) + 1);
        }
        memory.putDouble(TICKS, ticks);
        memory.write(MOTOR, Math.max(0, memory.read(MOTOR) - 1));
        int address = 0x1C * 4;
        if (memory.word(address) + (memory.word(address + 2) << 4) == RETURN) {
            hardware.endOfInterrupt();
            return true;
        }
        interrupted.push(cpu.save());
        cpu.segments[CS] = SEGMENT;
        cpu.ip = AFTER_TICK & 0xFFFF;
        cpu.alu.flags = Alu.IF;
        cpu.interrupt(0x1C);
        return false;
    }

    private void afterTick() {
        if (interrupted.isEmpty()) {
            throw Stop.notModelled("code in ROM, at %05X", AFTER_TICK);
        }
        cpu.restore(interrupted.pop());
        hardware.endOfInterrupt();
    }

    /** INT 15h; returns whether it is done. */
    private boolean system() {
        int function = cpu.get(AH, 1);
        switch (function) {
            case 0x4F -> answer(Alu.CF, true);
            case 0x52 -> answer(Alu.CF, false);
            case 0x90, 0x91 -> {}
            case 0x86 -> {
                return waited(pause());
            }
            case 0x24, 0x53, 0x5F, 0x7F, 0x83, 0x87, 0x88, 0x89, 0xC0, 0xC1, 0xC2, 0xE8 ->
                throw Stop.notModelled("INT 15h AH=%02X", function);
            default -> {
                cpu.set(AH, 0x86, 1);
                answer(Alu.CF, true);
            }
        }
        return true;
    }

    /** Waits for CX:DX microseconds; returns whether they are over. */
    private boolean pause() {
        if (wakeUp == 0) {
            wakeUp = hardware.now() + ((long) cpu.word(CX) << 16) + cpu.word(DX);
        }
        boolean over = hardware.now() >= wakeUp;
        if (over) {
            wakeUp = 0;
            answer(Alu.CF, false);
        }
        return over;
    }

    /** INT 1Ah. */
    private boolean time() {
        int function = cpu.get(AH, 1);
        switch (function) {
            case 0x00 -> {
                cpu.set(CX, memory.word(TICKS + 2), 2);
                cpu.set(DX, memory.word(TICKS), 2);
                cpu.set(AX, memory.read(MIDNIGHTS), 1);
                memory.write(MIDNIGHTS, 0);
            }
            case 0x01 -> {
                memory.putDouble(TICKS, cpu.word(CX) << 16 | cpu.word(DX));
                memory.write(MIDNIGHTS, 0);
                cpu.set(AH, 0, 1);
            }
            case 0x02 -> {
                cpu.set(CX, hardware.clock(4) << 8 | hardware.clock(2), 2);
                cpu.set(DX, hardware.clock(0) << 8, 2);
                cpu.set(AX, hardware.clock(4), 2);
            }
            case 0x04 -> {
                cpu.set(CX, hardware.clock(0x32) << 8 | hardware.clock(9), 2);
                cpu.set(DX, hardware.clock(8) << 8 | hardware.clock(7), 2);
                cpu.set(AX, hardware.clock(0x32), 2);
            }
            case 0x03, 0x05, 0x06, 0x07, 0xB1, 0xBB -> throw Stop.notModelled("INT 1Ah AH=%02X", function);
            default -> {}
        }
        answer(Alu.CF, function > 0x07);
        return true;
    }
}
