package pxos.proof.pc;

import static pxos.proof.pc.Cpu.AH;
import static pxos.proof.pc.Cpu.AX;
import static pxos.proof.pc.Cpu.BX;
import static pxos.proof.pc.Cpu.CX;
import static pxos.proof.pc.Cpu.DX;

import java.util.Arrays;

/** INT 10h in the text mode of 80 columns, as SeaBIOS's VGA BIOS does it (vgasrc/vgabios.c). */
final class Video {

    /** BIOS data area (Ralf Brown's list, memory 0040h:0049h and on). */
    private static final int MODE = 0x449;

    private static final int COLUMNS = 0x44A;
    private static final int PAGE_BYTES = 0x44C;
    private static final int PAGE_START = 0x44E;
    private static final int CURSORS = 0x450;
    private static final int SHAPE = 0x460;
    private static final int PAGE = 0x462;
    private static final int LAST_ROW = 0x484;
    private static final int CONTROL = 0x487;
    private static final int DISPLAY = 0x48A;

    private static final int BH = 7;
    private static final int BL = 3;
    private static final int CH = 5;
    private static final int DH = 6;
    private static final int PAGES = 8;
    private static final int GREY = 0x07;
    private static final int KEEP = -1;

    private final Cpu cpu;
    private final Memory memory;
    private final Hardware hardware;

    Video(Cpu cpu, Hardware hardware) {
        this.cpu = cpu;
        this.memory = cpu.memory;
        this.hardware = hardware;
    }

    void call() {
        int function = cpu.get(AH, 1);
        int al = cpu.get(AX, 1);
        int bl = cpu.get(BL, 1);
        int bh = cpu.get(BH, 1);
        switch (function) {
            case 0x00 -> setMode(al);
            case 0x01 -> memory.putWord(SHAPE, cpu.word(CX));
            case 0x02 -> setCursor(bh, cpu.word(DX));
            case 0x03 -> {
                cpu.set(CX, memory.word(SHAPE), 2);
                cpu.set(DX, cursor(bh), 2);
            }
            case 0x04 -> Arrays.fill(cpu.registers, AX, BX + 1, 0);
            case 0x05 -> setPage(al);
            case 0x06, 0x07 -> scrollWindow(al, function == 0x06, bh);
            case 0x08 -> cpu.set(AX, memory.word(cell(bh, cursor(bh))), 2);
            case 0x09 -> repeat(al, bl, bh);
            case 0x0A -> repeat(al, KEEP, bh);
            case 0x0B -> hardware.note(0x3C0, bl);
            case 0x0E -> print(al);
            case 0x0F -> {
                cpu.set(AX, memory.read(COLUMNS) << 8 | memory.read(MODE) | memory.read(CONTROL) & 0x80, 2);
                cpu.set(BH, memory.read(PAGE), 1);
            }
            case 0x10 -> setColours(al);
            case 0x13 -> writeString(al, bl, bh);
            case 0x1A -> displayCode(al);
            case 0x0C, 0x0D, 0x11, 0x12, 0x1B, 0x1C, 0x4F -> throw notModelled(function, al);
            default -> {}
        }
    }

    private static Stop.Signal notModelled(int function, int al) {
        return Stop.notModelled("INT 10h AX=%02X%02X", function, al);
    }

    /** Writes a character at the cursor. */
    void print(int character) {
        int page = memory.read(PAGE);
        setCursor(page, write(character, KEEP, page, cursor(page)));
    }

    void setMode(int mode) {
        int number = mode & 0x7F;
        if (number != 3 && number != 2) {
            throw notModelled(0, mode);
        }
        if (mode == number) {
            for (int address = Memory.TEXT; address < Memory.ROM; address += 2) {
                memory.putWord(address, GREY << 8 | ' ');
            }
        }
        memory.write(MODE, number);
        memory.putWord(COLUMNS, 80);
        memory.putWord(PAGE_BYTES, 0x1000);
        memory.putWord(SHAPE, 0x0607);
        memory.write(LAST_ROW, 24);
        memory.write(CONTROL, 0x60 | mode & 0x80);
        for (int page = 0; page < PAGES; page++) {
            memory.putWord(CURSORS + 2 * page, 0);
        }
        setPage(0);
        cpu.set(AX, 0x30, 1);
    }

    private void setPage(int page) {
        if (page < PAGES) {
            memory.putWord(PAGE_START, memory.word(PAGE_BYTES) * page);
            memory.write(PAGE, page);
            setCursor(page, cursor(page));
        }
    }

    private int cursor(int page) {
        return page < PAGES ? memory.word(CURSORS + 2 * page) : 0;
    }

    /** @param place row and column, a byte each */
    private void setCursor(int page, int place) {
        if (page < PAGES) {
            memory.putWord(CURSORS + 2 * page, place);
            if (page == memory.read(PAGE)) {
                hardware.placeCursor(cell(page, place) - Memory.TEXT >> 1);
            }
        }
    }

    /** The address of a character. */
    private int cell(int page, int place) {
        int stride = memory.word(COLUMNS) * 2;
        return Memory.TEXT + memory.word(PAGE_BYTES) * page + (place >> 8) * stride + (place & 0xFF) * 2;
    }

    private void put(int address, int character, int attribute) {
        memory.write(address, character);
        if (attribute != KEEP) {
            memory.write(address + 1, attribute);
        }
    }

    /** Writes a character and returns the place behind it, which may be below the screen. */
    private int writeCell(int character, int attribute, int page, int place) {
        put(cell(page, place), character, attribute);
        int column = (place & 0xFF) + 1;
        return column == memory.word(COLUMNS) ? (place & 0xFF00) + 0x100 & 0xFFFF : place & 0xFF00 | column & 0xFF;
    }

    private void repeat(int character, int attribute, int page) {
        int place = cursor(page);
        for (int count = cpu.word(CX); count > 0; count--) {
            place = writeCell(character, attribute, page, place);
        }
    }

    /** Writes as on a teletype, and scrolls behind the last row; returns the new place. */
    private int write(int character, int attribute, int page, int before) {
        int place = switch (character) {
            case 7 -> before;
            case '\b' -> (before & 0xFF) > 0 ? before - 1 : before;
            case '\r' -> before & 0xFF00;
            case '\n' -> before + 0x100 & 0xFFFF;
            default -> writeCell(character, attribute, page, before);
        };
        int last = memory.read(LAST_ROW);
        if (place >> 8 > last) {
            place -= 0x100;
            scroll(page, 0, memory.word(COLUMNS), last + 1, 1, GREY);
        }
        return place;
    }

    private void scrollWindow(int lines, boolean up, int attribute) {
        int left = cpu.get(CX, 1);
        int top = cpu.get(CH, 1);
        int columns = Math.min(cpu.get(DX, 1), memory.word(COLUMNS) - 1) - left + 1;
        int rows = Math.min(cpu.get(DH, 1), memory.read(LAST_ROW)) - top + 1;
        if (columns > 0 && rows > 0) {
            int distance = lines >= rows ? 0 : lines;
            scroll(memory.read(PAGE), top << 8 | left, columns, rows, up ? distance : -distance, attribute);
        }
    }

    /** @param distance rows up, negative for down; 0 clears the window */
    private void scroll(int page, int place, int columns, int rows, int distance, int attribute) {
        int stride = memory.word(COLUMNS) * 2;
        int first = cell(page, place);
        for (int i = 0; i < rows; i++) {
            int row = distance < 0 ? rows - 1 - i : i;
            int from = row + distance;
            boolean moves = distance != 0 && from >= 0 && from < rows;
            for (int x = 0; x < columns; x++) {
                int value = moves ? memory.word(first + from * stride + 2 * x) : attribute << 8 | ' ';
                memory.putWord(first + row * stride + 2 * x, value);
            }
        }
    }

    /** What only changes colours is noted as a write to their port. */
    private void setColours(int al) {
        switch (al) {
            case 0x00, 0x01, 0x02, 0x03 -> hardware.note(0x3C0, cpu.get(BL, 1));
            case 0x10, 0x12, 0x1B -> hardware.note(0x3C9, cpu.get(BL, 1));
            default -> throw notModelled(0x10, al);
        }
    }

    private void writeString(int mode, int attribute, int page) {
        int place = cpu.word(DX);
        int offset = cpu.word(Cpu.BP);
        for (int count = cpu.word(CX); count > 0; count--) {
            int character = cpu.read(Cpu.ES, offset++ & 0xFFFF, 1);
            int own = (mode & 2) == 0 ? attribute : cpu.read(Cpu.ES, offset++ & 0xFFFF, 1);
            place = write(character, own, page, place);
        }
        if ((mode & 1) != 0) {
            setCursor(page, place);
        }
    }

    private void displayCode(int al) {
        if (al != 0) {
            throw notModelled(0x1A, al);
        }
        cpu.set(BX, memory.read(DISPLAY), 2);
        cpu.set(AX, 0x1A, 1);
    }
}
