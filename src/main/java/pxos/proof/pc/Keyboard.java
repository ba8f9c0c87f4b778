package pxos.proof.pc;

import static pxos.proof.pc.Cpu.AX;

import java.util.List;
import pxos.scenario.Input;

/**
 * The keyboard from the keys of a person to INT 16h: scan codes, INT 09h, the BIOS's ring of 15 keys.
 *
 * <p>What keys mean is what SeaBIOS 1.16 makes of them on a US keyboard (src/kbd.c).
 */
final class Keyboard {

    /** BIOS data area (Ralf Brown's list, memory 0040h:0017h and on). */
    private static final int SHIFTS = 0x417;

    private static final int HEAD = 0x41A;
    private static final int TAIL = 0x41C;
    private static final int RING_START = 0x480;
    private static final int RING_END = 0x482;
    private static final int MORE_SHIFTS = 0x496;
    private static final int LIGHTS = 0x497;
    private static final int BDA = 0x400;
    private static final int RING_BYTES = 32;
    /** As much of what is typed as the keyboard holds, less the two bytes that a prefix may add. */
    static final int HELD_BYTES = 14;

    private static final int SHIFT = 3;
    private static final int CTRL = 4;
    private static final int ALT = 8;
    private static final int LEFT = 0x100;
    private static final int PREFIXED = 2;

    private static final int RELEASED = 0x80;
    private static final int PREFIX = 0xE0;

    /** Characters by scan code, first without Shift, then with it. */
    private static final String PLAIN = "\0\u001b1234567890-=\b\tqwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";

    private static final String SHIFTED = "\0\u001b!@#$%^&*()_+\b\0QWERTYUIOP{}\r\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";
    /** High bytes with Ctrl of the keys from Home (47) to Delete (53). */
    private static final String CURSOR_WITH_CTRL =
            "\u0077\u008D\u0084\u008E\u0073\u008F\u0074\u0090\u0075\u0091\u0076\u0092\u0093";
    /** Scan codes of the key symbols from FF50: Home, Left, Up, Right, Down, PageUp, PageDown, End. */
    private static final String CURSOR = "GKHMPIQO";

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

    /** Bytes that the keyboard sends for a stroke. */
    static int sizeBytes(Input.KeyStroke stroke) {
        return stroke.keys().stream()
                .mapToInt(key -> scanCode(key) > 0xFF ? 4 : 2)
                .sum();
    }

    private void send(int scanCode, int released) {
        if (scanCode > 0xFF) {
            hardware.type(scanCode >> 8);
        }
        hardware.type(scanCode & 0xFF | released);
    }

    /** The scan code, behind its prefix if it has one, of a key symbol of the X Window System. */
    private static int scanCode(int symbol) {
        int prefixed = PREFIX << 8;
        if (symbol >= 0xFF50 && symbol <= 0xFF57) {
            return prefixed | CURSOR.charAt(symbol - 0xFF50);
        }
        if (symbol >= 0xFFBE && symbol <= 0xFFC7) {
            return 0x3B + symbol - 0xFFBE;
        }
        return switch (symbol) {
            case 0xFFC8, 0xFFC9 -> 0x57 + symbol - 0xFFC8;
            case 0xFF63 -> prefixed | 0x52;
            case 0xFFFF -> prefixed | 0x53;
            case 0xFFE1 -> 0x2A;
            case 0xFFE3 -> 0x1D;
            case 0xFFE9 -> 0x38;
            // FF08, FF09, FF0D and FF1B are the control characters behind FF00.
            default -> character(symbol >= 0xFF00 ? symbol - 0xFF00 : symbol);
        };
    }

    private static int character(int character) {
        int code = PLAIN.indexOf(character);
        if (code < 1) {
            throw Stop.notModelled("the key %X", character);
        }
        return code;
    }

    /** INT 09h: takes one scan code. */
    void interrupt() {
        int code = hardware.scanCode();
        int more = memory.read(MORE_SHIFTS);
        if (code == PREFIX) {
            memory.write(MORE_SHIFTS, more | PREFIXED);
            return;
        }
        memory.write(MORE_SHIFTS, more & ~PREFIXED);
        boolean pressed = (code & RELEASED) == 0;
        switch (code & ~RELEASED) {
            case 0x2A -> shift(2, pressed);
            case 0x1D -> shift(CTRL | LEFT, pressed);
            case 0x38 -> shift(ALT | LEFT << 1, pressed);
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
        int key = prefixed
                ? cursorKey(code, shifts)
                : code < PLAIN.length() ? key(code, shifts) : functionKey(code, shifts);
        if (key != 0) {
            store(key);
        }
    }

    private static int cursorKey(int code, int shifts) {
        if ((shifts & ALT) != 0) {
            return code + 0x50 << 8;
        }
        return ((shifts & CTRL) != 0 ? CURSOR_WITH_CTRL.charAt(code - 0x47) : code) << 8 | 0xE0;
    }

    private static int functionKey(int code, int shifts) {
        int with = (shifts & ALT) != 0 ? 3 : (shifts & CTRL) != 0 ? 2 : (shifts & SHIFT) != 0 ? 1 : 0;
        if (code >= 0x57) {
            return code - 0x57 + 0x85 + 2 * with << 8;
        }
        return code + (with == 0 ? 0 : 0x0F + 10 * with) << 8;
    }

    private static int key(int code, int shifts) {
        char plain = PLAIN.charAt(code);
        boolean letter = plain >= 'a' && plain <= 'z';
        if (plain == ' ') {
            return 0x3920;
        }
        if ((shifts & ALT) != 0) {
            return code >= 2 && code <= 0xD
                    ? code + 0x76 << 8
                    : plain == '\t' ? 0xA5F0 : code << 8 | (letter ? 0 : 0xF0);
        }
        if ((shifts & CTRL) != 0) {
            return letter ? code << 8 | plain & 0x1F : withCtrl(plain);
        }
        return code << 8 | ((shifts & SHIFT) != 0 ? SHIFTED : PLAIN).charAt(code);
    }

    private static int withCtrl(char plain) {
        return switch (plain) {
            case '2' -> 0x0300;
            case '6' -> 0x071E;
            case '-' -> 0x0C1F;
            case '[' -> 0x1A1B;
            case ']' -> 0x1B1D;
            case '\\' -> 0x2B1C;
            case 0x1B -> 0x011B;
            case '\b' -> 0x0E7F;
            case '\t' -> 0x9400;
            case '\r' -> 0x1C0A;
            case '*' -> 0x9600;
            default -> 0;
        };
    }

    /** Puts a key into the ring; returns whether it has room. */
    private boolean store(int key) {
        int tail = memory.word(TAIL);
        int next = next(tail);
        if (next == memory.word(HEAD)) {
            return false;
        }
        memory.putWord(BDA + tail, key);
        memory.putWord(TAIL, next);
        return true;
    }

    private int next(int place) {
        return place + 2 >= memory.word(RING_END) ? memory.word(RING_START) : place + 2;
    }

    boolean hasKey() {
        return memory.word(HEAD) != memory.word(TAIL);
    }

    /** Whether the ring holds no more than half of what it can. */
    boolean hasRoom() {
        return Math.floorMod(memory.word(TAIL) - memory.word(HEAD), RING_BYTES) <= RING_BYTES / 2;
    }

    /** INT 16h; returns whether it is done: it is not while it waits for a key. */
    boolean call(Bios bios) {
        int lights = memory.read(LIGHTS);
        memory.write(LIGHTS, lights & ~7 | memory.read(SHIFTS) >> 4 & 7);
        int function = cpu.get(Cpu.AH, 1);
        switch (function) {
            case 0x00, 0x10 -> {
                if (!hasKey()) {
                    return false;
                }
                cpu.set(AX, key(function == 0x10), 2);
                memory.putWord(HEAD, next(memory.word(HEAD)));
            }
            case 0x01, 0x11 -> {
                if (hasKey()) {
                    cpu.set(AX, key(function == 0x11), 2);
                }
                bios.answer(Alu.ZF, !hasKey());
            }
            case 0x02 -> cpu.set(AX, memory.read(SHIFTS), 1);
            case 0x05 -> cpu.set(AX, store(cpu.word(Cpu.CX)) ? 0 : 1, 1);
            case 0x09 -> cpu.set(AX, 0x30, 1);
            case 0x12 -> cpu.set(AX, memory.word(SHIFTS) & ~0x0C00 | (memory.read(MORE_SHIFTS) & 0x0C) << 8, 2);
            case 0x0A, 0x6F, 0x92 -> throw Stop.notModelled("INT 16h AH=%02X", function);
            default -> {}
        }
        return true;
    }

    /** The key at the head of the ring; the old functions do not tell an arrow from one on the number pad. */
    private int key(boolean extended) {
        int key = memory.word(BDA + memory.word(HEAD));
        int character = key & 0xFF;
        boolean hidden = character == 0xF0 || character == 0xE0 && !extended;
        return hidden && key > 0xFF ? key & 0xFF00 : key;
    }
}
