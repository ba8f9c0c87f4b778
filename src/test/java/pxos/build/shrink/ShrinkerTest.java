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
        assertThat(shrunk("74 03|je .end", "E8 3B FE|call putc", "C3|ret", "41|inc cx", "C3|ret"))
                .isEqualTo("74 04 E9 3B FE 41 C3");
    }

    @Test
    void aPieceThatIsOnlyJumpedToFollowsTheJump() throws Exception {
        assertThat(shrunk("EB 02|jmp .b", "42|inc dx", "C3|ret", "41|inc cx", "41|inc cx", "C3|ret"))
                .isEqualTo("41 41 C3 42 C3");
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
        "'B9 00 00|mov cx, 0;74 00|je .next;C3|ret', B9 00 00 74 00 C3",
        "'B9 00 00|mov cx, 0;C3|ret', B9 00 00 C3",
        "'83 C1 01|add cx, 1;39 D8|cmp ax, bx;C3|ret', 41 39 D8 C3",
        "'83 C1 01|add cx, 1;72 00|jc .next;C3|ret', 83 C1 01 72 00 C3",
        "'83 FB 00|cmp bx, 0;74 00|je .next;C3|ret', 85 DB 74 00 C3",
        "'80 F9 00|cmp cl, 0;74 00|je .next;C3|ret', 84 C9 74 00 C3",
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
    void wordsThatMayBeAddressesKeepAFeatureAsItIs() throws Exception {
        assertThat(shrunk("E8 3D FE|call putc", "C3|ret", "00 7E|")).isEqualTo("E8 3D FE C3 00 7E");
    }
}
