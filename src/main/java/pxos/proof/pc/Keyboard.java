package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import java.util.List;
import pxos.os.BiosMemory;
import pxos.scenario.Input;

/**
 * The keyboard from the keys of a person to INT 16h: scan codes, INT 09h, the BIOS's ring of 15 keys.
 *
 * <p>Keys mean what SeaBIOS 1.16 makes of them on a US keyboard (src/kbd.c).
 */
final class Keyboard {

    /** As much of what is typed as the keyboard holds, less two bytes for prefixes. */
    static final int HELD_BYTES = 14;

    /** BIOS data area (Ralf Brown's list, memory 0040h:0017h and on). */
    private static final int SHIFTS = 0x417;

    private static final int RING_START = 0x480;
    private static final int RING_END = 0x482;
    private static final int MORE_SHIFTS = 0x496;
    private static final int LIGHTS = 0x497;
    private static final int DATA = 0x400;
    private static final int HALF_A_RING = 16;

    private static final int SHIFT = 3;
    private static final int CTRL = 4;
    private static final int ALT = 8;
    /** The last scan code was a prefix. */
    private static final int PREFIXED = 2;

    private static final int PREFIX = 0xE0;
    private static final int RELEASED = 0x80;

    /** Characters by scan code: alone, with Shift, and with Ctrl, where 1 stands for none. */
    private static final List<String> CHARACTERS = List.of(
            "\0\033" + "1234567890-=\b\tqwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ",
            "\0\033" + "!@#$%^&*()_+\b\0QWERTYUIOP{}\r\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ");

    private static final String CTRL_KEYS = "26-[]\\\033\b\r ";
    private static final String CTRL_CHARACTERS = "\0\036\037\033\035\034\033\177\n ";
    /** With Ctrl, the keys from Home (47) to Delete (53) count as other ones. */
    private static final int[] CTRL_CURSOR = {
        0x77, 0x8D, 0x84, 0x8E, 0x73, 0x8F, 0x74, 0x90, 0x75, 0x91, 0x76, 0x92, 0x93
    };
    /** Scan codes of the key symbols from FF50: Home, Left, Up, Right, Down, PageUp, PageDown, End. */
    private static final int[] CURSOR = {0x47, 0x4B, 0x48, 0x4D, 0x50, 0x49, 0x51, 0x4F};

    private final Cpu cpu;
    private final Memory memory;
    private final Hardware hardware;

    Keyboard(Cpu cpu, Hardware hardware) {
        this.cpu = cpu;
        this.memory = cpu.memory;
        this.hardware = hardware;
    }

    /** Presses keys in order, and releases them in the reverse order. */
    void type(Input.KeyStroke stroke) {
        List<Integer> keys = stroke.keys();
        keys.forEach(key -> send(scanCode(key), 0));
        for (int i = keys.size() - 1; i >= 0; i--) {
            send(scanCode(keys.get(i)), RELEASED);
        }
    }

    static int sizeBytes(Input.KeyStroke stroke) {
        return stroke.keys().stream()
                .mapToInt(key -> scanCode(key) > 0xFF ? 4 : 2)
                .sum();
    }

    private void send(int scanCode, int released) {
        if (scanCode > 0xFF) {
            hardware.type(PREFIX);
        }
        hardware.type(scanCode & 0xFF | released);
    }

    /** The scan code, after its prefix if it has one, of a key symbol of the X Window System. */
    private static int scanCode(int symbol) {
        if (symbol >= 0xFF50 && symbol <= 0xFF57) {
            return PREFIX << 8 | CURSOR[symbol - 0xFF50];
        }
        return switch (symbol) {
            case 0xFF63 -> PREFIX << 8 | 0x52;
            case 0xFFFF -> PREFIX << 8 | 0x53;
            case 0xFFE1 -> 0x2A;
            case 0xFFE3 -> 0x1D;
            case 0xFFE9 -> 0x38;
            case 0xFFC8, 0xFFC9 -> symbol - 0xFFC8 + 0x57;
            default ->
                symbol >= 0xFFBE ? symbol - 0xFFBE + 0x3B : CHARACTERS.get(0).indexOf(symbol & 0xFF);
        };
    }

    /** INT 09h: takes one scan code. */
    void interrupt() {
        int code = hardware.scanCode();
        int more = memory.read(MORE_SHIFTS);
        memory.write(MORE_SHIFTS, code == PREFIX ? more | PREFIXED : more & ~PREFIXED);
        boolean pressed = code < RELEASED;
        switch (code & ~RELEASED) {
            case 0x2A -> shift(2, pressed);
            case 0x1D -> shift(CTRL | 0x100, pressed);
            case 0x38 -> shift(ALT | 0x200, pressed);
            default -> {
                if (pressed) {
                    press(code, (more & PREFIXED) != 0);
                }
            }
        }
    }

    private void shift(int bits, boolean pressed) {
        int shifts = memory.word(SHIFTS);
        memory.putWord(SHIFTS, pressed ? shifts | bits : shifts & ~bits);
    }

    private void press(int code, boolean prefixed) {
        int shifts = memory.read(SHIFTS);
        if (code == 0x53 && (shifts & (CTRL | ALT)) == (CTRL | ALT)) {
            throw new Stop.Signal(Stop.Kind.TRIPLE_FAULT, "Ctrl+Alt+Delete: the BIOS jumps to its reset vector");
        }
        int with = (shifts & ALT) != 0 ? 3 : (shifts & CTRL) != 0 ? 2 : (shifts & SHIFT) != 0 ? 1 : 0;
        int key;
        if (prefixed) {
            key = with == 3 ? code + 0x50 << 8 : (with == 2 ? CTRL_CURSOR[code - 0x47] : code) << 8 | 0xE0;
        } else if (code >= 0x57) {
            key = code + 0x2E + 2 * with << 8;
        } else if (code >= 0x3B) {
            key = code + (with == 0 ? 0 : 0x0F + 10 * with) << 8;
        } else {
            key = key(code, CHARACTERS.get(0).charAt(code), with);
        }
        if (key != 0) {
            store(key);
        }
    }

    /** @param with 0 for nothing, 1 for Shift, 2 for Ctrl, 3 for Alt */
    private static int key(int code, char plain, int with) {
        boolean isLetter = plain >= 'a' && plain <= 'z';
        boolean isNumber = code >= 0x02 && code <= 0x0D;
        int other = CTRL_KEYS.indexOf(plain);
        if (with < 2 || plain == ' ') {
            return code << 8 | CHARACTERS.get(with & 1).charAt(code);
        } else if (plain == '\t') {
            return with == 2 ? 0x9400 : 0xA5F0;
        } else if (with == 3) {
            return isNumber ? code + 0x76 << 8 : code << 8 | (isLetter ? 0 : 0xF0);
        }
        return isLetter ? code << 8 | plain & 0x1F : other < 0 ? 0 : code << 8 | CTRL_CHARACTERS.charAt(other);
    }

    /** Puts a key into the ring; returns whether it has room. */
    private boolean store(int key) {
        int tail = memory.word(BiosMemory.KEYBOARD_TAIL);
        boolean hasRoom = next(tail) != memory.word(BiosMemory.KEYBOARD_HEAD);
        if (hasRoom) {
            memory.putWord(DATA + tail, key);
            memory.putWord(BiosMemory.KEYBOARD_TAIL, next(tail));
        }
        return hasRoom;
    }

    private int next(int place) {
        return place + 2 >= memory.word(RING_END) ? memory.word(RING_START) : place + 2;
    }

    private boolean hasKey() {
        return memory.word(BiosMemory.KEYBOARD_HEAD) != memory.word(BiosMemory.KEYBOARD_TAIL);
    }

    /** Whether the BIOS has taken all scan codes, and has room for as many keys again. */
    boolean isReady() {
        int bytes = memory.word(BiosMemory.KEYBOARD_TAIL) - memory.word(BiosMemory.KEYBOARD_HEAD) & 2 * HALF_A_RING - 1;
        return !hardware.hasScanCodes() && bytes <= HALF_A_RING;
    }

    /** INT 16h; returns whether it is done: it is not while it waits for a key. */
    boolean call(Bios bios) {
        memory.write(LIGHTS, memory.read(LIGHTS) & ~7 | memory.read(SHIFTS) >> 4 & 7);
        int function = cpu.get(AH, 1);
        switch (function) {
            case 0x00, 0x10 -> {
                if (!hasKey()) {
                    return false;
                }
                cpu.set(AX, key(function == 0x10), 2);
                memory.putWord(BiosMemory.KEYBOARD_HEAD, next(memory.word(BiosMemory.KEYBOARD_HEAD)));
            }
            case 0x01, 0x11 -> {
                cpu.set(AX, hasKey() ? key(function == 0x11) : cpu.word(AX), 2);
                bios.answer(Alu.ZF, !hasKey());
            }
            case 0x02 -> cpu.set(AX, memory.read(SHIFTS), 1);
            case 0x05 -> cpu.set(AX, store(cpu.word(CX)) ? 0 : 1, 1);
            case 0x12 -> cpu.set(AX, memory.word(SHIFTS) & ~0x0C00 | (memory.read(MORE_SHIFTS) & 0x0C) << 8, 2);
            case 0x09, 0x0A, 0x6F, 0x92 -> throw Stop.notModelled("INT 16h AH=%02X", function);
            default -> {}
        }
        return true;
    }

    /** The first key; the old functions do not tell that it is one of the separate cursor keys. */
    private int key(boolean extended) {
        int key = memory.word(DATA + memory.word(BiosMemory.KEYBOARD_HEAD));
        int character = key & 0xFF;
        boolean marked = character == 0xF0 || character == 0xE0 && !extended;
        return marked && key > 0xFF ? key & 0xFF00 : key;
    }
}
