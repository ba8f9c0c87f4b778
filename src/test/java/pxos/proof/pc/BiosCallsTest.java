package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.os.TextScreen;
import pxos.os.disk.SectorWrite;
import pxos.proof.pc.Stop.Kind;

class BiosCallsTest {

    /** Stores AX, BX, CX, DX and the flags from 0600 on, and halts. */
    private static final String STORE = "A3 00 06 89 1E 02 06 89 0E 04 06 89 16 06 06 9C 8F 06 08 06 FA F4";

    private static final String MODE_3 = "B8 03 00 CD 10";

    /** AX, BX, CX, DX and the flags behind a piece of code. */
    private static String answer(Program program) {
        byte[] bytes = program.run().memory(0x600, 10);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 2) {
            words.append(String.format("%02X%02X ", bytes[i + 1], bytes[i]));
        }
        return words.substring(0, 20) + ((bytes[8] & 1) == 0 ? "NC" : "C");
    }

    private static TextScreen screen(String code) {
        return new Program(MODE_3 + code + "FA F4").run().screen();
    }

    @Test
    void theTeletypeKeepsAttributesAndScrollsGreyIn() {
        // All cells yellow on blue; AB, then a line feed on the last row.
        TextScreen screen = screen("B8 00 06 B7 1E 31 C9 BA 4F 18 CD 10 B8 41 0E CD 10 B8 42 0E CD 10 "
                + "B4 02 B7 00 BA 00 18 CD 10 B8 0A 0E CD 10");
        assertThat(screen.row(0)).isBlank();
        assertThat(screen.attribute(0, 0)).isEqualTo(0x1E);
        assertThat(screen.attribute(24, 0)).isEqualTo(0x07);
        assertThat(screen.cursorRow()).isEqualTo(24);
    }

    @Test
    void theTeletypeUnderstandsFourControlCharacters() {
        // x, line feed, y, carriage return, bell, z, backspace twice
        StringBuilder code = new StringBuilder();
        for (int character : new int[] {'x', '\n', 'y', '\r', 7, 'z', '\b', '\b'}) {
            code.append(String.format("B8 %02X 0E CD 10 ", character));
        }
        TextScreen screen = screen(code.toString());
        assertThat(screen.rows()).startsWith("x", "zy", "");
        assertThat(screen.cursorRow() + " " + screen.cursorColumn()).isEqualTo("1 0");
    }

    @Test
    void aWindowScrollsBothWays() {
        String fill = "B8 00 B8 8E C0 31 FF B9 D0 07 B8 30 07 AB 40 E2 FC (stosw; inc ax; loop)";
        TextScreen up = screen(fill + "B8 01 06 B7 4F B9 01 01 BA 03 03 CD 10");
        TextScreen before = screen(fill);
        assertThat(up.character(1, 1)).isEqualTo(before.character(2, 1));
        assertThat(up.character(3, 3)).isEqualTo(' ');
        assertThat(up.attribute(3, 3)).isEqualTo(0x4F);
        assertThat(up.character(3, 4)).isEqualTo(before.character(3, 4));
        TextScreen down = screen(fill + "B8 02 07 B7 4F B9 01 01 BA 03 03 CD 10");
        assertThat(down.character(3, 2)).isEqualTo(before.character(1, 2));
        assertThat(down.character(2, 2)).isEqualTo(' ');
    }

    @Test
    void writesCharactersAndStrings() {
        // AH=09h: three A in red; AH=13h, AL=3: "X" in 2Fh and "Y" in 17h at row 5, column 10.
        TextScreen screen = screen("B8 41 09 BB 04 00 B9 03 00 CD 10 "
                + "B8 03 13 BB 00 00 B9 02 00 BA 0A 05 BD 30 7C CD 10 EB 0E"
                        .replace("EB 0E", "EB 07 90 90 90 58 2F 59 17"));
        assertThat(screen.row(0)).startsWith("AAA ");
        assertThat(screen.attribute(0, 2)).isEqualTo(4);
        assertThat(screen.cursorRow() + " " + screen.cursorColumn()).isEqualTo("5 12");
    }

    @ParameterizedTest
    @CsvSource({
        "B8 34 77 CD 10 (no such call), 7734 0000 0000 0080 NC",
        "B4 03 B7 00 CD 10 (cursor), 0355 0000 0607 0200 NC",
        "B4 0F CD 10 (mode), 5003 0000 0000 0080 NC",
        "B8 00 1A CD 10 (display), 1A1A 0008 0000 0080 NC",
        "CD 11 (equipment), 0026 0000 0000 0080 NC",
        "CD 12 (memory), 027F 0000 0000 0080 NC",
        "B4 77 CD 15 (no such call), 8655 0000 0000 0080 C",
        "B4 02 CD 1A (time), 0023 0000 2359 5800 NC",
        "B4 04 CD 1A (date), 0020 0000 2026 1224 NC",
        "B4 00 CD 1A (ticks), 0000 0000 0018 008E NC",
        "B4 33 CD 1A (no such call), 3355 0000 0000 0080 C"
    })
    void answersInRegisters(String code, String answer) {
        assertThat(answer(new Program(code + STORE))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "128, B8 01 02 BB 00 10 B9 05 00 CD 13, 0001 1000 0005 0080 NC",
        "0, B8 01 02 BB 00 10 B9 05 00 CD 13, 0001 1000 0005 0000 NC",
        "0, B8 01 02 BB 00 10 B9 13 00 CD 13, 0101 1000 0013 0000 C",
        "128, B8 01 02 BB 00 10 B9 00 00 CD 13, 0101 1000 0000 0080 C",
        "128, B8 01 02 BB 00 10 B9 05 00 B2 00 CD 13, 0101 1000 0005 0000 C",
        "0, B4 08 CD 13, 0000 0004 4F12 0101 NC",
        "128, B4 08 CD 13, 0000 0000 003F 0F01 NC",
        "0, B4 15 CD 13, 0155 0000 0000 0000 NC",
        "128, B4 15 CD 13, 0355 0000 0000 03F0 NC",
        "128, B4 41 BB AA 55 CD 13, 3055 AA55 0007 0080 NC",
        "0, B4 41 BB AA 55 CD 13, 0155 55AA 0000 0000 C",
        "0, B8 01 02 BB 00 FF 8E C3 CD 13, 0101 FF00 0000 0000 C"
    })
    void answersForDisks(int drive, String code, String answer) {
        assertThat(answer(new Program(code + STORE).on(drive))).isEqualTo(answer);
    }

    /** AH=42h with the address packet at 7C20: one sector to 1000. */
    private static Program extendedRead(int sector) {
        return new Program("BE 20 7C B4 42 CD 13 " + STORE + "90 90 90 "
                + String.format("10 00 01 00 00 10 00 00 %02X %02X 00 00 00 00 00 00", sector & 0xFF, sector >> 8));
    }

    @Test
    void readsSectorsByTheirNumber() {
        Pc pc = extendedRead(2879).run();
        assertThat(pc.memory(0x1000, 512)).containsOnly((byte) 2879);
        assertThat(answer(extendedRead(2879))).isEqualTo("0055 0000 0000 0080 NC");
        assertThat(answer(extendedRead(2880))).isEqualTo("0155 0000 0000 0080 C");
        assertThat(answer(extendedRead(7).unreadable(7))).isEqualTo("0C55 0000 0000 0080 C");
    }

    @Test
    void aFloppyGivesZerosForWhatCannotBeRead() {
        Pc pc = new Program("B8 01 02 BB 00 10 B9 05 00 CD 13" + STORE)
                .on(Program.FLOPPY)
                .unreadable(4)
                .run();
        assertThat(pc.memory(0x1000, 512)).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {Program.FLOPPY, Program.DISK})
    void notesWhatIsWritten(int drive) {
        // Writes the boot sector to sector 4, and reads it back.
        Pc pc = new Program("B8 01 03 BB 00 7C B9 05 00 CD 13 B8 01 02 BB 00 10 CD 13 FA F4")
                .on(drive)
                .run();
        assertThat(pc.writes()).extracting(SectorWrite::sector).containsExactly(4);
        assertThat(pc.memory(0x1000, 512)).isEqualTo(pc.memory(0x7C00, 512));
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1E61",
        "{Shift+a}, 1E41",
        "{Ctrl+c}, 2E03",
        "{Alt+x}, 2D00",
        "{Enter}, 1C0D",
        "{Backspace}, 0E08",
        "{Ctrl+Backspace}, 0E7F",
        "{Tab}, 0F09",
        "{Shift+Tab}, 0F00",
        "{Esc}, 011B",
        "{F1}, 3B00",
        "{Shift+F10}, 5D00",
        "{Ctrl+F2}, 5F00",
        "{Alt+F3}, 6A00",
        "{F12}, 8600",
        "{Up}, 4800",
        "{Ctrl+Left}, 7300",
        "{Delete}, 5300",
        "!, 0221",
        "{Alt+5}, 7C00",
        "~, 297E",
        "{Alt+Up}, 9800",
        "{Ctrl+2}, 0300",
        "{Alt+[}, 1A00"
    })
    void keysHaveTheirCodes(String key, String code) {
        Pc pc = new Program("B4 00 CD 16" + STORE).run();
        pc.type(Program.keys(key), Program.BUDGET);
        assertThat(Program.memory(pc, 0x600, 2)).isEqualTo(code.substring(2) + " " + code.substring(0, 2));
    }

    @Test
    void aKeyCanBeSeenBeforeItIsTaken() {
        // Waits until AH=01h shows a key; stores it, and takes it with AH=10h.
        Pc pc = new Program("B4 01 CD 16 74 FA A3 00 07 B4 10 CD 16" + STORE).start();
        assertThat(pc.run(10_000).kind()).isEqualTo(Kind.SPINS);
        pc.type(Program.keys("{Up}"), Program.BUDGET);
        assertThat(Program.memory(pc, 0x700, 2)).isEqualTo("00 48");
        assertThat(Program.memory(pc, 0x600, 2)).isEqualTo("E0 48");
    }

    @Test
    void aHookOfTheKeyboardInterruptSeesScanCodes() {
        // INT 09h stores port 60h behind DI and ends the interrupt.
        Pc pc = new Program("FA C7 06 24 00 15 7C C7 06 26 00 00 00 BF 00 06 FB F4 EB FD 90 E4 60 AA B0 20 E6 20 CF")
                .run();
        pc.type(Program.keys("{Shift+a}{Up}"), Program.BUDGET);
        assertThat(Program.memory(pc, 0x600, 8)).isEqualTo("2A 1E 9E AA E0 48 E0 C8");
    }

    @Test
    void aHookThatReadsTheKeyTooTakesItFromTheBios() {
        // INT 09h stores port 60h at [0600] and jumps to F000:E987; as in QEMU, the BIOS gets the next scan code.
        Pc pc = new Program("C7 06 24 00 13 7C C7 06 26 00 00 00 BF 00 06 F4 EB FD 90 E4 60 AA EA 87 E9 00 F0").run();
        pc.type(Program.keys("abcd"), Program.BUDGET);
        assertThat(Program.memory(pc, 0x600, 5)).isEqualTo("1E 30 2E 20 A0");
        assertThat(Program.memory(pc, 0x41A, 4)).isEqualTo("1E 00 1E 00");
    }

    @Test
    void moreKeysThanTheRingHoldsWaitInTheKeyboard() {
        // Lets a second pass before each key is read and printed.
        Pc pc = new Program(MODE_3 + "B4 86 B9 03 00 31 D2 CD 15 B4 00 CD 16 B4 0E CD 10 EB EF").run();
        pc.type(Program.keys("abcdefghijklmnopqrstuvwxyz"), 10_000_000);
        assertThat(pc.screen().row(0)).startsWith("abcdefghijklmnopqrstuvwxyz ");
    }

    @Test
    void timeGoesByTheTickAndTheClock() {
        // Three seconds: past midnight.
        Program wait = new Program("B4 86 B9 2D 00 BA C0 C6 CD 15 B4 02 CD 1A" + STORE);
        assertThat(answer(wait)).isEqualTo("0000 0000 0000 0100 NC");
        assertThat(wait.run().memory(0x46C, 4)).isEqualTo(new byte[] {20, 0, 0, 0});
    }

    @Test
    void bootsAgainOnInterrupt19() {
        // The second time, 0600 is set.
        Pc pc = new Program("80 3E 00 06 00 75 07 FE 06 00 06 CD 19 90 FA F4").run();
        assertThat(pc.ip()).isEqualTo(0x7C10);
        assertThat(Arrays.toString(pc.screen().rows().toArray())).contains("Booting from Hard Disk..., Booting");
    }
}
