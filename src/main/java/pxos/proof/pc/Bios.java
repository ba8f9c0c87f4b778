package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import pxos.os.MemoryMap;

/**
 * The BIOS at its entry points: what it leaves in memory when it starts the boot sector, and what it does. Both are as
 * measured in QEMU 7.2 with SeaBIOS 1.16; code that goes anywhere else in ROM is not modelled.
 */
final class Bios {

    static final int SEGMENT = 0xF000;
    /** Offset of the parameters of a floppy of 1.44 MB. */
    static final int FLOPPY_TABLE = 0x601C;
    /** An IRET, where every vector points that nobody serves. */
    static final int RETURN = 0xFFF53;

    /** What a call takes SeaBIOS, roughly. */
    private static final int CALL_INSTRUCTIONS = 200;

    private static final int KEYBOARD_CALL = 0xFE82E;
    private static final int SIGNATURE_OFFSET = 0x1FE;
    private static final int SIGNATURE = 0xAA55;
    private static final int TICK = 0xFFEA5;
    private static final int AFTER_TICK = TICK + 1;

    private static final int EQUIPMENT = 0x410;
    private static final int KILOBYTES = 0x413;

    /** Memory as bytes after an address: vectors, the data area, the stack. Between them are zeros. */
    private static final String DATA = "0008:C3E200F0 0014:54FF00F0 0020:A5FE00F087E900F0 "
            + "0028:2ED400F02ED400F02ED400F02ED400F057EF00F02ED400F0 0040:8B5700C04DF800F041F800F0FEE300F039E700F0 "
            + "0054:59F800F02EE800F0D2EF00F053D400F0F2E600F06EFE00F0 0078:1C6000F0C09500C0 0100:59EC00F0 010C:C07300C0 "
            + "0180:" + "00".repeat(28) + " 01C0:13D400F037D400F037D400F037D400F01CD400F025D400F00AD400F037D400F0 "
            + "01E4:00000000 040E:C09F2600007F02 041A:1E001E00 0463:D403 0474:0001C0 0480:1E003E0018100060F95108 "
            + "0496:10 04A8:206800C0 04B9:400300C668 6F04:15D000F0 9FC00:01";

    private static final String FLOPPY_DATA = "0410:27 043E:010025000400000001010203 0474:0100 048F:0717";
    private static final String DISK_DATA = "0104:3D00C09F 9FC3D:0200100000FFFF00C800000002003F00";

    private static final String FROM_DISK = "Booting from Hard Disk...\r\n";
    private static final String FROM_FLOPPY =
            FROM_DISK + "Boot failed: could not read the boot disk\r\n\r\nBooting from Floppy...\r\n";

    private final Cpu cpu;
    private final Memory memory;
    private final Hardware hardware;
    private final Keyboard keyboard;
    private final Video video;
    private final Disk disk;
    final TimeCalls time;

    Bios(Cpu cpu, Hardware hardware, Keyboard keyboard, Disk disk) {
        this.cpu = cpu;
        this.memory = cpu.memory;
        this.hardware = hardware;
        this.keyboard = keyboard;
        this.video = new Video(cpu, hardware);
        this.disk = disk;
        this.time = new TimeCalls(cpu, hardware, this);
    }

    /** Sets up its memory and starts the boot sector. */
    void start() {
        time.restore(List.of());
        Arrays.fill(memory.bytes, 0, 0x500, (byte) 0);
        for (int vector = 0; vector < 0x100; vector++) {
            memory.putDouble(vector * 4, SEGMENT << 16 | RETURN & 0xFFFF);
        }
        store(DATA);
        store(disk.isFloppy() ? FLOPPY_DATA : DISK_DATA);
        time.setTicks(hardware.ticksSinceMidnight());
        video.setMode(3);
        print("SeaBIOS (version 1.16.2-debian-1.16.2-1)\r\n");
        boot();
    }

    private static int hex(String text, int from, int to) {
        return Integer.parseUnsignedInt(text, from, to, 16);
    }

    private void store(String data) {
        for (String piece : data.split(" ")) {
            int colon = piece.indexOf(':');
            byte[] values = HexFormat.of().parseHex(piece, colon + 1, piece.length());
            System.arraycopy(values, 0, memory.bytes, hex(piece, 0, colon), values.length);
        }
    }

    private void print(String text) {
        text.chars().forEach(video::print);
    }

    private void boot() {
        print(disk.isFloppy() ? FROM_FLOPPY : FROM_DISK);
        disk.read(0, MemoryMap.IMAGE_BASE);
        if (memory.word(MemoryMap.IMAGE_BASE + SIGNATURE_OFFSET) != SIGNATURE) {
            throw Stop.notModelled("a boot sector without its signature");
        }
        cpu.clear();
        cpu.set(AX, 0xAA55, 2);
        cpu.set(DX, disk.drive(), 2);
        cpu.set(SP, 0x6F04, 2);
        cpu.alu.flags = Alu.IF;
        cpu.ip = MemoryMap.IMAGE_BASE;
    }

    /** Whether the processor sleeps where INT 16h waits for a key. */
    boolean waitsForKey() {
        return cpu.halted && cpu.address() == KEYBOARD_CALL;
    }

    /** Does what the code in ROM at {@code address} does. */
    void enter(int address) {
        cpu.instructions += address == RETURN ? 1 : CALL_INSTRUCTIONS;
        boolean done = true;
        switch (address) {
            case 0xFE2C3, RETURN, 0xFFF54 -> {}
            case 0xC578B -> video.call();
            case 0xFE3FE, 0xFEC59 -> disk.call(this);
            case 0xFE987 -> keyboardInterrupt();
            case KEYBOARD_CALL -> done = !interruptsComeFirst() && slept(keyboard.call(this));
            case 0xFF841 -> cpu.set(AX, memory.word(KILOBYTES), 2);
            case 0xFF84D -> cpu.set(AX, memory.word(EQUIPMENT), 2);
            case 0xFF859 -> done = system();
            case 0xFFE6E -> {
                done = !interruptsComeFirst();
                if (done) {
                    time.call();
                }
            }
            case TICK -> done = time.tick(AFTER_TICK & 0xFFFF);
            case AFTER_TICK -> time.afterTick();
            case 0xFE6F2 -> {
                requireDefault(0x10, 0xC578B);
                requireDefault(0x13, 0xFE3FE);
                boot();
                done = false;
            }
            case 0xFE05B, 0xFFFF0 -> throw new Stop.Signal(Stop.Kind.TRIPLE_FAULT, "a jump to the reset vector");
            default -> throw Stop.notModelled("code in ROM, at %05X", address);
        }
        if (done) {
            int undefined = cpu.alu.undefined;
            cpu.ip = cpu.pop(2);
            cpu.segments[CS] = cpu.pop(2);
            cpu.setFlagsWord(cpu.pop(2));
            cpu.alu.undefined = undefined;
        }
    }

    /** Gives a flag to the caller. */
    void answer(int flag, boolean value) {
        int place = cpu.word(SP) + 4;
        int word = cpu.read(SS, place, 2);
        cpu.write(SS, place, value ? word | flag : word & ~flag, 2);
        cpu.alu.undefined &= ~flag;
    }

    /** Some calls let waiting interrupts come first, whatever the caller's interrupt flag; then they begin anew. */
    private boolean interruptsComeFirst() {
        cpu.alu.put(Alu.IF, hardware.interrupts());
        return hardware.interrupts();
    }

    /** A call that is not done sleeps, and begins anew when it is woken up. */
    private boolean slept(boolean done) {
        cpu.halted = !done;
        cpu.alu.put(Alu.IF, !done);
        return done;
    }

    /** The BIOS itself uses some vectors. */
    private void requireDefault(int vector, int address) {
        if (memory.vector(vector) != address) {
            throw Stop.notModelled("the BIOS calls INT %02Xh, which does not lead to it any more", vector);
        }
    }

    private void keyboardInterrupt() {
        requireDefault(0x15, 0xFF859);
        keyboard.interrupt();
        hardware.endOfInterrupt();
    }

    /** INT 15h; returns whether it is done. */
    private boolean system() {
        int function = cpu.get(AH, 1);
        switch (function) {
            case 0x86 -> {
                return slept(time.pause());
            }
            case 0x4F -> answer(Alu.CF, true);
            case 0x52 -> {
                cpu.set(AH, 0, 1);
                answer(Alu.CF, false);
            }
            case 0x90, 0x91 -> {}
            case 0x24, 0x53, 0x5F, 0x7F, 0x83, 0x87, 0x88, 0x89, 0xC0, 0xC1, 0xC2, 0xE8 ->
                throw Stop.notModelled("INT 15h AH=%02X", function);
            default -> {
                cpu.set(AH, 0x86, 1);
                answer(Alu.CF, true);
            }
        }
        return true;
    }
}
