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
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.os.BootImage;
import pxos.os.MemoryMap;

/** What is made smaller, and what is left as it is because somebody may want what would be lost. */
class ShrinkerTest {

    private static final int START = 0x7E00;

    /** A feature of rows such as {@code E8 3D FE|call putc}; a label stands in front of a row: {@code end: C3|ret}. */
    private static FeatureBlock feature(String... rows) {
        List<SourceLine> lines = new ArrayList<>();
        int at = START;
        for (String row : rows) {
            String[] parts = row.split("\\|", -1);
            String[] bytes = parts[0].split(" ");
            for (int i = 0; i < bytes.length; i++) {
                lines.add(new SourceLine.Write(
                        at++,
                        Integer.parseInt(bytes[i], 16),
                        i == 0 ? parts[1] : "  " + (i + 1) + " of " + bytes.length));
            }
        }
        return new FeatureBlock("made", "made", "", "", false, List.of(), lines);
    }

    private static String shrunk(String... rows) throws Exception {
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        FeatureBlock block = feature(rows);
        byte[] bytes = new byte[0x400];
        SourceLine.writes(block.lines().stream())
                .forEach(write -> bytes[write.address() - MemoryMap.IMAGE_BASE] = (byte) write.value());
        Optional<Shrunk> found = Shrinker.shrink(block, source.with(block), new BootImage(bytes, Map.of()));
        StringBuilder hex = new StringBuilder();
        SourceLine.writes(found.map(Shrunk::block).orElse(block).lines().stream())
                .forEach(write -> hex.append(String.format("%02X ", write.value())));
        return hex.toString().strip();
    }

    @Test
    void aCallBeforeAReturnIsAJump() throws Exception {
        assertThat(shrunk("E8 3D FE|call putc", "C3|ret")).isEqualTo("E9 3D FE");
    }

    @Test
    void aReturnThatSomethingLeadsToStays() throws Exception {
        assertThat(shrunk("74 03|je .end", "E8 3B FE|call putc", "C3|ret")).isEqualTo("74 03 E8 3B FE C3");
        // There is another one near.
        assertThat(shrunk("72 06|jc .other", "74 03|je .end", "E8 39 FE|call putc", "C3|ret", "41|inc cx", "C3|ret"))
                .isEqualTo("72 05 74 04 E9 39 FE 41 C3");
    }

    @Test
    void aPieceThatIsOnlyJumpedToFollowsTheJump() throws Exception {
        assertThat(shrunk(
                        "74 03|je .a",
                        "42|inc dx",
                        "EB 02|jmp .b",
                        "4A|dec dx",
                        "C3|ret",
                        "41|inc cx",
                        "41|inc cx",
                        "C3|ret"))
                .isEqualTo("74 04 42 41 41 C3 4A C3");
    }

    @Test
    void halvesThatAreSetOneAfterTheOtherAreSetAtOnce() throws Exception {
        assertThat(shrunk("B4 02|mov ah, 2", "B0 41|mov al, 'A'", "CD 10|int 0x10", "C3|ret"))
                .isEqualTo("B8 41 02 CD 10 C3");
    }

    @ParameterizedTest
    @CsvSource({
        // Flags that a comparison overwrites, that a condition reads, and that a caller may read.
        "'B9 00 00|mov cx, 0;39 D8|cmp ax, bx;C3|ret', 31 C9 39 D8 C3",
        "'B9 00 00|mov cx, 0;74 01|je .end;40|inc ax;C3|ret', B9 00 00 74 01 40 C3",
        "'B9 00 00|mov cx, 0;C3|ret', B9 00 00 C3",
        "'83 C1 01|add cx, 1;39 D8|cmp ax, bx;C3|ret', 41 39 D8 C3",
        "'83 C1 01|add cx, 1;72 01|jc .end;40|inc ax;C3|ret', 83 C1 01 72 01 40 C3",
        "'83 FB 00|cmp bx, 0;74 01|je .end;40|inc ax;C3|ret', 85 DB 74 01 40 C3",
        "'80 F9 00|cmp cl, 0;74 01|je .end;40|inc ax;C3|ret', 84 C9 74 01 40 C3",
        "'81 C3 05 00|add bx, 5;C3|ret', 83 C3 05 C3",
        "'8B 06 6C 04|mov ax, [0x46C];C3|ret', A1 6C 04 C3"
    })
    void isShorterOnlyWhereNobodyWantsWhatIsLost(String rows, String wanted) throws Exception {
        assertThat(shrunk(rows.split(";"))).isEqualTo(wanted);
    }

    @Test
    void endsThatDoTheSameAreOne() throws Exception {
        assertThat(shrunk(
                        "74 06|je .b",
                        "BE 00 06|mov si, 0x600",
                        "E9 3B FE|jmp puts",
                        "BE 10 06|mov si, 0x610",
                        "E9 35 FE|jmp puts"))
                .isEqualTo("74 06 BE 00 06 E9 3B FE BE 10 06 EB F8");
    }

    @Test
    void whatStandsBeforeAJumpAndBeforeItsTargetStandsOnce() throws Exception {
        assertThat(shrunk(
                        "74 07|je .b",
                        "B0 41|mov al, 'A'",
                        "A2 00 06|mov [0x600], al",
                        "EB 05|jmp .end",
                        "B0 42|mov al, 'B'",
                        "A2 00 06|mov [0x600], al",
                        "40|inc ax",
                        "C3|ret"))
                .isEqualTo("74 04 B0 41 EB 02 B0 42 A2 00 06 40 C3");
    }

    @Test
    void whatStandsOftenIsARoutine() throws Exception {
        String[] often = new String[21];
        for (int i = 0; i < 20; i += 4) {
            often[i] = "C6 04 41|mov byte [si], 'A'";
            often[i + 1] = "C6 44 01 07|mov byte [si+1], 7";
            often[i + 2] = i % 8 == 0 ? "41|inc cx" : "42|inc dx";
            often[i + 3] = "46|inc si";
        }
        often[20] = "C3|ret";
        assertThat(shrunk(often).split(" ")).hasSizeLessThan(40);
    }

    @Test
    void codeThatIsReadOrWrittenStaysAsItIs() throws Exception {
        assertThat(shrunk("FE 06 05 7E|inc byte [.number + 1]", "B0 41|mov al, 'A'", "E8 37 FE|call putc", "C3|ret"))
                .isEqualTo("FE 06 05 7E B0 41 E8 37 FE C3");
    }

    @Test
    void aNumberThatLooksLikeAnAddressIsANumber() throws Exception {
        assertThat(shrunk("81 FB 05 7E|cmp bx, 0x7E05", "74 03|je .end", "E8 37 FE|call putc", "C3|ret", "C3|ret"))
                .contains("81 FB 05 7E");
    }

    @Test
    void wordsThatMayBeAddressesKeepAFeatureAsItIs() throws Exception {
        assertThat(shrunk("E8 3D FE|call putc", "C3|ret", "00 7E|")).isEqualTo("E8 3D FE C3 00 7E");
    }
}
