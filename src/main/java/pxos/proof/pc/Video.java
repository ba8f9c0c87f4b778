package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import pxos.os.BiosMemory;

/** INT 10h in the text mode of 80 columns, as SeaBIOS's VGA BIOS does it (vgasrc/vgabios.c). */
final class Video {

    /** BIOS data area (Ralf Brown's list, memory 0040h:0049h and on). */
    private static final int MODE = 0x449;

    private static final int COLUMNS = 0x44A;
    private static final int PAGE_BYTES = 0x44C;
    private static final int PAGE_START = 0x44E;
    /** Of all pages, that of page 0 first. */
    static final int CURSORS = BiosMemory.CURSOR;

    private static final int SHAPE = 0x460;
    private static final int PAGE = 0x462;
    private static final int LAST_ROW = 0x484;
    private static final int CONTROL = 0x487;
    private static final int DISPLAY = 0x48A;

    private static final int FULL_MODE = 0x4BA;

    private static final int TEXT_MODE = 3;
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
        int bl = cpu.get(BX, 1);
        int bh = cpu.get(BH, 1);
        switch (function) {
            case 0x00 -> setMode(al);
            case 0x01 -> memory.putWord(SHAPE, cpu.word(CX));
            case 0x02 -> setCursor(bh, cpu.word(DX));
            case 0x03 -> {
                cpu.set(CX, memory.word(SHAPE), 2);
                cpu.set(DX, cursor(bh), 2);
            }
            case 0x05 -> setPage(al);
            case 0x06 -> scrollWindow(al, 1, bh);
            case 0x07 -> scrollWindow(al, -1, bh);
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
            case 0x1A -> tellDisplay(al);
            case 0x04, 0x0C, 0x0D, 0x11, 0x12, 0x1B, 0x1C, 0x4F -> throw notModelled(function, al);
            default -> {}
        }
    }

    private static Stop.Signal notModelled(int function, int al) {
        return Stop.notModelled("INT 10h AX=%02X%02X", function, al);
    }

    void setMode(int mode) {
        if ((mode & 0x7F) != TEXT_MODE) {
            throw notModelled(0, mode);
        }
        for (int address = Memory.TEXT; address < Memory.ROM && mode == TEXT_MODE; address += 2) {
            memory.putWord(address, GREY << 8 | ' ');
        }
        memory.write(MODE, TEXT_MODE);
        memory.putWord(FULL_MODE, TEXT_MODE | (mode & 0x80) << 8);
        memory.putWord(COLUMNS, 80);
        memory.putWord(PAGE_BYTES, 0x1000);
        memory.putWord(SHAPE, 0x0607);
        memory.write(LAST_ROW, 24);
        memory.write(CONTROL, 0x60 | mode & 0x80);
        for (int page = 0; page < PAGES; page++) {
            setCursor(page, 0);
        }
        setPage(0);
        cpu.set(AX, 0x30, 1);
    }

    private void setPage(int page) {
        if (page < PAGES) {
            memory.putWord(PAGE_START, memory.word(PAGE_BYTES) * page);
            memory.write(PAGE, page);
        }
    }

    /** Row and column, a byte each. */
    private int cursor(int page) {
        return page < PAGES ? memory.word(CURSORS + 2 * page) : 0;
    }

    private void setCursor(int page, int place) {
        if (page < PAGES) {
            memory.putWord(CURSORS + 2 * page, place);
        }
    }

    private int stride() {
        return memory.word(COLUMNS) * 2;
    }

    /** The address of a character. */
    private int cell(int page, int place) {
        return Memory.TEXT + memory.word(PAGE_BYTES) * page + (place >> 8) * stride() + (place & 0xFF) * 2;
    }

    /** Writes a character and returns the place after it, which may be below the screen. */
    private int write(int character, int attribute, int page, int place) {
        int address = cell(page, place);
        memory.write(address, character);
        if (attribute != KEEP) {
            memory.write(address + 1, attribute);
        }
        int column = (place & 0xFF) + 1;
        return (column == memory.word(COLUMNS) ? (place & 0xFF00) + 0x100 : place & 0xFF00 | column & 0xFF) & 0xFFFF;
    }

    private void repeat(int character, int attribute, int page) {
        int place = cursor(page);
        for (int count = cpu.word(CX); count > 0; count--) {
            place = write(character, attribute, page, place);
        }
    }

    /** Writes a character at the cursor. */
    void print(int character) {
        int page = memory.read(PAGE);
        setCursor(page, teletype(character, KEEP, page, cursor(page)));
    }

    /** Writes, or moves the cursor, and scrolls after the last row; returns the new place. */
    private int teletype(int character, int attribute, int page, int before) {
        int place = switch (character) {
            case 7 -> before;
            case '\b' -> (before & 0xFF) == 0 ? before : before - 1;
            case '\r' -> before & 0xFF00;
            case '\n' -> before + 0x100 & 0xFFFF;
            default -> write(character, attribute, page, before);
        };
        int last = memory.read(LAST_ROW);
        if (place >> 8 <= last) {
            return place;
        }
        scroll(cell(page, 0), memory.word(COLUMNS), last + 1, 1, GREY);
        return place - 0x100;
    }

    /** @param direction 1 for up, -1 for down */
    private void scrollWindow(int lines, int direction, int attribute) {
        int left = cpu.get(CX, 1);
        int top = cpu.get(CH, 1);
        int columns = Math.min(cpu.get(DX, 1), memory.word(COLUMNS) - 1) - left + 1;
        int rows = Math.min(cpu.get(DH, 1), memory.read(LAST_ROW)) - top + 1;
        if (columns > 0 && rows > 0) {
            int distance = lines >= rows ? 0 : direction * lines;
            scroll(cell(memory.read(PAGE), top << 8 | left), columns, rows, distance, attribute);
        }
    }

    /** @param distance rows up, negative for down; 0 clears the window */
    private void scroll(int first, int columns, int rows, int distance, int attribute) {
        for (int i = 0; i < rows; i++) {
            int row = distance < 0 ? rows - 1 - i : i;
            int source = row + distance;
            boolean moves = distance != 0 && source >= 0 && source < rows;
            for (int x = 0; x < 2 * columns; x += 2) {
                int value = moves ? memory.word(first + source * stride() + x) : attribute << 8 | ' ';
                memory.putWord(first + row * stride() + x, value);
            }
        }
    }

    /** Colours are not in memory: a change is noted as a write to their port. */
    private void setColours(int al) {
        switch (al) {
            case 0x00, 0x01, 0x02, 0x03 -> hardware.note(0x3C0, cpu.get(BX, 1));
            case 0x10, 0x12, 0x1B -> hardware.note(0x3C9, cpu.get(BX, 1));
            default -> throw notModelled(0x10, al);
        }
    }

    private void writeString(int mode, int attribute, int page) {
        int place = cpu.word(DX);
        int offset = cpu.word(BP);
        boolean hasAttributes = (mode & 2) != 0;
        for (int count = cpu.word(CX); count > 0; count--) {
            int character = cpu.read(ES, offset++ & 0xFFFF, 1);
            int own = hasAttributes ? cpu.read(ES, offset++ & 0xFFFF, 1) : attribute;
            place = teletype(character, own, page, place);
        }
        if ((mode & 1) != 0) {
            setCursor(page, place);
        }
    }

    private void tellDisplay(int al) {
        if (al != 0) {
            throw notModelled(0x1A, al);
        }
        cpu.set(BX, memory.read(DISPLAY), 2);
        cpu.set(AX, 0x1A, 1);
    }
}
