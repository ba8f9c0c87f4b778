package pxos.build.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.shrink.Shrinker.Shrunk;
import pxos.build.source.FeatureBlock;
import pxos.build.source.FeatureBlock.Hook;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/** What the analyses of registers and flags allow in a command and in a key handler, and what they refuse. */
class RulesTest {

    private static final int START = 0x7E00;

    /** A feature of a list, of rows such as {@code 41|inc cx;C3|ret}, as the bytes of its code. */
    private static String shrunk(Vector list, String rows) throws Exception {
        List<SourceLine> lines = new ArrayList<>();
        int code = add(lines, START, rows.split(";"));
        int end = add(lines, code, "00 00|next node", "00 7E|dw run");
        add(lines, end, list == Vector.COMMANDS ? new String[] {"61 00|command name 'a'"} : new String[0]);
        FeatureBlock block = new FeatureBlock("made", "made", "", "", false, List.of(new Hook(list, code)), lines);
        byte[] bytes = new byte[0x400];
        SourceLine.writes(lines.stream())
                .forEach(write -> bytes[write.address() - MemoryMap.IMAGE_BASE] = (byte) write.value());
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        Optional<Shrunk> found = Shrinker.shrink(block, source.with(block), new BootImage(bytes, Map.of()));
        FeatureBlock after = found.map(Shrunk::block).orElse(block);
        StringBuilder hex = new StringBuilder();
        SourceLine.writes(after.lines().stream())
                .filter(write -> write.address() < after.hooks().get(0).address())
                .forEach(write -> hex.append(String.format("%02X ", write.value())));
        return hex.toString().strip();
    }

    private static int add(List<SourceLine> lines, int start, String... rows) {
        int at = start;
        for (String row : rows) {
            String[] parts = row.split("\\|", -1);
            String[] bytes = parts[0].strip().split(" ");
            for (int i = 0; i < bytes.length; i++) {
                String comment = i == 0 ? parts[1] : "  " + (i + 1) + " of " + bytes.length;
                lines.add(new SourceLine.Write(at++, Integer.parseInt(bytes[i], 16), comment));
            }
        }
        return at;
    }

    @ParameterizedTest
    @CsvSource({
        // Nobody wants what the first one loads; the BIOS may want anything.
        "'B8 01 00|mov ax, 1;B8 02 00|mov ax, 2;A3 00 06|mov [0x600], ax;C3|ret', B8 02 00 A3 00 06 C3",
        "'B8 01 00|mov ax, 1;CD 10|int 0x10;C3|ret', B8 01 00 CD 10 C3",
        // Behind LOOP, CX is 0; behind a condition, nothing is known.
        "'B9 03 00|mov cx, 3;E2 FE|loop $;B9 08 00|mov cx, 8;CD 10|int 0x10;C3|ret', B9 03 00 E2 FE B1 08 CD 10 C3",
        "'E3 03|jcxz .a;B9 03 00|mov cx, 3;B9 08 00|mov cx, 8;CD 10|int 0x10;C3|ret', B9 08 00 CD 10 C3",
        // A register that holds the number already.
        "'30 DB|xor bl, bl;80 3D 00|cmp byte [di], 0;74 02|je .a;CD 10|int 0x10;C3|ret', 30 DB 38 1D 74 02 CD 10 C3",
        "'B0 20|mov al, 32;E8 3B FE|call putc;B0 20|mov al, 32;CD 10|int 0x10;C3|ret', B0 20 E8 3B FE CD 10 C3",
        "'B0 20|mov al, 32;E8 44 FE|call getkey;B0 20|mov al, 32;CD 10|int 0x10;C3|ret', E8 46 FE B0 20 CD 10 C3",
        // An exchange, where nobody wants what it leaves behind.
        "'89 C3|mov bx, ax;B8 00 0E|mov ax, 0xE00;CD 10|int 0x10;C3|ret', 93 B8 00 0E CD 10 C3",
        "'89 C3|mov bx, ax;CD 10|int 0x10;C3|ret', 89 C3 CD 10 C3",
        "'FE C0|inc al;B4 0E|mov ah, 14;CD 10|int 0x10;C3|ret', 40 B4 0E CD 10 C3",
        "'FE C0|inc al;CD 10|int 0x10;C3|ret', FE C0 CD 10 C3",
        // Comparisons with 1, and with 0 of what is known.
        "'83 FB 01|cmp bx, 1;74 02|je .a;E6 42|out 66, al;C3|ret', 4B 74 02 E6 42 C3",
        "'83 FB 01|cmp bx, 1;74 02|je .a;CD 10|int 0x10;C3|ret', 83 FB 01 74 02 CD 10 C3",
        "'83 FB 01|cmp bx, 1;72 02|jb .a;E6 42|out 66, al;C3|ret', 83 FB 01 72 02 E6 42 C3",
        "'24 0F|and al, 15;84 C0|test al, al;77 02|ja .a;CD 10|int 0x10;C3|ret', 24 0F 77 02 CD 10 C3",
        "'2C 0F|sub al, 15;84 C0|test al, al;77 02|ja .a;CD 10|int 0x10;C3|ret', 2C 0F 84 C0 77 02 CD 10 C3",
        "'85 C9|test cx, cx;74 02|jz .a;E6 42|out 66, al;C3|ret', E3 02 E6 42 C3",
        "'49|dec cx;75 FD|jnz .again;C3|ret', E2 FE C3",
        // Several that are one.
        "'8A 04|mov al, [si];46|inc si;E6 42|out 66, al;89 36 00 06|mov [0x600], si;C3|ret', AC E6 42 89 36 00 06 C3",
        "'8A 04|mov al, [si];46|inc si;74 02|jz .a;E6 42|out 66, al;C3|ret', 8A 04 46 74 02 E6 42 C3",
        "'FD|std;8A 04|mov al, [si];46|inc si;E6 42|out 66, al;56|push si;5E|pop si;C3|ret', FD 8A 04 E6 42 C3",
        "'8A 1C|mov bl, [si];B7 00|mov bh, 0;89 1E 00 06|mov [0x600], bx;C3|ret', 0F B6 1C 89 1E 00 06 C3",
        "'C7 06 00 06 00 00|mov word [0x600], 0;C3|ret', 31 C0 A3 00 06 C3",
        "'C7 06 00 06 00 00|mov word [0x600], 0;CD 10|int 0x10;C3|ret', C7 06 00 06 00 00 CD 10 C3",
        // What a register is kept for.
        "'53|push bx;B3 05|mov bl, 5;88 1C|mov [si], bl;5B|pop bx;C3|ret', B3 05 88 1C C3",
        "'53|push bx;B3 05|mov bl, 5;88 1C|mov [si], bl;5B|pop bx;CD 10|int 0x10;C3|ret', "
                + "53 B3 05 88 1C 5B CD 10 C3",
        "'53|push bx;43|inc bx;E3 01|jcxz .a;53|push bx;5B|pop bx;C3|ret', 53 43 E3 01 53 5B C3",
        "'53|push bx;89 E5|mov bp, sp;8B 46 00|mov ax, [bp+0];89 04|mov [si], ax;5B|pop bx;C3|ret', "
                + "53 89 E5 8B 46 00 89 04 5B C3"
    })
    void inACommand(String rows, String wanted) throws Exception {
        assertThat(shrunk(Vector.COMMANDS, rows)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        // The carry flag says whether the key was taken; nobody saves the upper halves for who waits for a key.
        "'F9|stc;C3|ret', F9 C3",
        "'B8 01 00|mov ax, 1;F8|clc;C3|ret', F8 C3",
        "'66 BB 0A 00 00 00|mov ebx, 10;F8|clc;C3|ret', 66 31 DB F8 C3"
    })
    void inAKeyHandler(String rows, String wanted) throws Exception {
        assertThat(shrunk(Vector.ON_KEY, rows)).isEqualTo(wanted);
    }

    @Test
    void aTextThatEndsAnotherOneStandsOnce() throws Exception {
        String code = "74 06|je .b;BE 0E 7E|mov si, long;E9 3E FE|jmp puts;BE 15 7E|mov si, short;E9 38 FE|jmp puts;";
        assertThat(shrunk(
                        Vector.COMMANDS, code + "41 20 6C 61 6D 70 00|db \"A lamp\", 0;6C 61 6D 70 00|db \"lamp\", 0"))
                .isEqualTo("74 06 BE 0D 7E E9 3E FE BE 0F 7E EB F8 41 20 6C 61 6D 70 00");
        // It begins before: what stands in front of it has no end of its own.
        assertThat(shrunk(Vector.COMMANDS, code + "41 20 6C 61 6D 70 20|db \"A lamp \";6C 61 6D 70 00|db \"lamp\", 0"))
                .endsWith("41 20 6C 61 6D 70 20 6C 61 6D 70 00");
    }

    @Test
    void aTextThatEndsOneThatEndsAnotherLeadsToTheLongest() throws Exception {
        assertThat(shrunk(
                        Vector.COMMANDS,
                        "BE 12 7E|mov si, lo;E8 40 FE|call puts;BE 15 7E|mov si, llo;E8 3A FE|call puts;"
                                + "BE 19 7E|mov si, hello;E9 34 FE|jmp puts;6C 6F 00|db \"lo\", 0;"
                                + "6C 6C 6F 00|db \"llo\", 0;68 65 6C 6C 6F 00|db \"hello\", 0"))
                .isEqualTo("BE 15 7E E8 40 FE BE 14 7E E8 3A FE BE 12 7E E9 34 FE 68 65 6C 6C 6F 00");
    }

    /** BX is wanted behind the first call of the routine, CX and DX are not. */
    @Test
    void aRoutineKeepsForItsCallersWhatTheyWant() throws Exception {
        assertThat(shrunk(
                        Vector.COMMANDS,
                        "B3 05|mov bl, 5;E8 07 00|call .r;88 1C|mov [si], bl;E8 02 00|call .r;EB 09|jmp .end;"
                                + "53|push bx;51|push cx;B9 06 07|mov cx, 0x706;89 0D|mov [di], cx;59|pop cx;"
                                + "5B|pop bx;C3|ret;C3|ret"))
                .doesNotContain("51")
                .doesNotContain("59");
    }
}
