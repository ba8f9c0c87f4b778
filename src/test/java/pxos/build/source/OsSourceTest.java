package pxos.build.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.build.source.SourceLine.Define;
import pxos.build.source.SourceLine.Write;
import pxos.os.AddressRange;
import pxos.os.Vector;

class OsSourceTest {

    private static final FeatureBlock HELLO = new FeatureBlock(
            "hello",
            "Say hello",
            "run_1",
            "recipes",
            false,
            List.of(new FeatureBlock.Hook(Vector.BANNER, 0x7E00)),
            List.of(
                    new Define("hello.text", 0x7E00, ""),
                    new Write(0x7E00, 0x48, "'H'"),
                    new Write(0x7E01, 0, "  2 of 2")));

    @Test
    void theCommittedSourceComesBackAsItWasWritten() throws Exception {
        String text = Files.readString(Path.of("pxos-v1.0/pxos_commands.txt"));
        assertThat(OsSource.parse(text).render()).isEqualTo(text);
    }

    @Test
    void aFeatureBlockSurvivesWritingAndReading() throws Exception {
        OsSource source = OsSource.parse("# base\nDEFINE putc 0x7C40\n").with(HELLO);
        OsSource again = OsSource.parse(source.render());
        assertThat(again).isEqualTo(source);
        assertThat(again.features().get(0).addresses()).containsExactly(new AddressRange(0x7E00, 0x7E01));
    }

    @Test
    void aBlockOfTheSameNameIsReplacedInPlace() throws Exception {
        OsSource source = OsSource.parse("").with(HELLO);
        FeatureBlock other = new FeatureBlock("hello", "Other", "run_2", "recipes", false, List.of(), List.of());
        assertThat(source.with(other).features()).containsExactly(other);
    }

    @Test
    void readsHexadecimalDecimalAndLabelsInAnyCase() throws Exception {
        OsSource source =
                OsSource.parse("define start 7E00h\nwrite START2 255\nDefine START2 start\nWrite 32257 0x1f # x");
        assertThat(source.lines().filter(Write.class::isInstance))
                .containsExactly(new Write(0x7E00, 255, ""), new Write(0x7E01, 0x1F, "x"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "WRIET 0x7E00 1 | line 1: unknown command 'WRIET' (WRITE, DEFINE, CALL, COMMENT and # are known): WRIET 0x7E00 1",
                "WRITE 0x7E00 | line 1: WRITE takes an address and bytes: WRITE 0x7E00",
                "WRITE 0x7E00 256 | line 1: not a byte: '256': WRITE 0x7E00 256",
                "WRITE 0x7G00 1 | line 1: bad number '0x7G00': WRITE 0x7G00 1",
                "WRITE nowhere 1 | line 1: unknown label 'nowhere': WRITE nowhere 1",
                "WRITE 0x10000 1 | line 1: not an address: '0x10000': WRITE 0x10000 1",
                "DEFINE 9a 1 | line 1: not a label: '9a': DEFINE 9a 1",
                "DEFINE a b | line 1: unknown label 'b': DEFINE a b",
                "CALL nowhere | line 1: unknown label 'nowhere': CALL nowhere",
                "# === feature a === | line 1: feature block without its end line: # === feature a ===",
                "# === end a === | line 1: ends a feature that has not begun: # === end a ===",
            })
    void namesLineTextAndProblem(String source, String message) {
        assertThatThrownBy(() -> OsSource.parse(source))
                .isInstanceOf(Problem.class)
                .hasMessage(message);
    }

    private static String block(String... lines) {
        return "# === feature hello ===\n" + String.join("\n", lines) + "\n# === end hello ===\n";
    }

    @Test
    void refusesAHeaderLineBehindTheFirstCommandInsteadOfLosingItsHooks() {
        assertThatThrownBy(() -> OsSource.parse(block("WRITE 0x7E00 0x48", "# hooks: banner@7E00")))
                .isInstanceOf(Problem.class)
                .hasMessage("line 3: '# hooks:' stands after the first command of feature 'hello'; it belongs to the"
                        + " block's head: # hooks: banner@7E00");
    }

    @Test
    void refusesASecondHeaderLineOfOneName() {
        assertThatThrownBy(() -> OsSource.parse(block("# hooks: banner@7E00", "# hooks: on_boot@7E10")))
                .hasMessage("line 3: a second '# hooks:' for feature 'hello': # hooks: on_boot@7E10");
    }

    @Test
    void readsAHeaderBetweenRemarksAndEmptyLines() throws Exception {
        FeatureBlock read = OsSource.parse(
                        block("", "# by hand", "# run:", "# hooks: banner@7E00", "WRITE 0x7E00 0x48"))
                .features()
                .get(0);

        assertThat(read.hooks()).isEqualTo(HELLO.hooks());
        assertThat(read.run()).isEmpty();
        assertThat(read.sizeBytes()).isEqualTo(1);
    }

    @Test
    void takesALineLikeAHeaderOutsideABlockForARemark() throws Exception {
        assertThat(OsSource.parse("WRITE 0x7C00 1\n# title: the base\n").render())
                .isEqualTo("WRITE 0x7C00 1\n# title: the base\n");
    }

    @Test
    void aLineCanWriteSeveralBytes() {
        OsSource source = OsSource.parse("WRITE 0x7C00 0xEB 60 0x90 ; jmp short boot\n");

        assertThat(source.writes())
                .containsExactly(
                        new SourceLine.Write(0x7C00, 0xEB, "jmp short boot"),
                        new SourceLine.Write(0x7C01, 60, "  2 of 3"),
                        new SourceLine.Write(0x7C02, 0x90, "  3 of 3"));
        assertThat(source.render()).isEqualTo("WRITE 0x7C00 0xEB 60 0x90 ; jmp short boot\n");
        assertThatThrownBy(() -> OsSource.parse("WRITE 0xFFFF 1 2")).hasMessageContaining("not an address");
        assertThatThrownBy(() -> OsSource.parse("WRITE 0x7C00 1 2 3\nWRITE 0x7C02 1"))
                .hasMessageStartingWith("line 2: address 0x7C02 is already written in line 1");
    }

    @Test
    void onTheFloppyALineIsAnInstructionAndEachAddressStandsThereOnce() {
        OsSource source = OsSource.parse("""
                # base
                WRITE 0x7C00 0xEB ; jmp short boot
                WRITE 0x7C01 0x3C ;   2 of 2
                WRITE 0x7C03 0x70 ; 'p'
                WRITE 0x7C04 0x78 ; 'x'
                # === feature edits ===
                # edits-boot: yes
                WRITE 0x7C01 0x3D
                # === end edits ===
                """);

        assertThat(FloppyText.of(source)).isEqualTo("""
                # base
                WRITE 0x7C00 0xEB 0x3D ; jmp short boot
                WRITE 0x7C03 0x70 ; 'p'
                WRITE 0x7C04 0x78 ; 'x'
                # === feature edits ===
                # title: edits
                # run:\s
                # generator:\s
                # addresses: 7C01-7C01
                # edits-boot: yes
                # === end edits ===
                """);
    }

    @Test
    void refusesTwoWritesToOneAddress() {
        assertThatThrownBy(() -> OsSource.parse("WRITE 0x7E00 1\n\nWRITE 0x7E00 1"))
                .hasMessage("line 3: address 0x7E00 is already written in line 1: WRITE 0x7E00 1");
    }

    @Test
    void refusesADuplicateLabel() {
        assertThatThrownBy(() -> OsSource.parse("DEFINE a 1\nDEFINE a 2"))
                .hasMessage("line 2: label 'a' is already defined in line 1: DEFINE a 2");
    }

    @Test
    void aRemarkCannotBreakOutOfItsLine() {
        assertThat(SourceLine.Remark.comment("x\nWRITE 0x7DFE 0\r\u2028# y").text())
                .isEqualTo("COMMENT x WRITE 0x7DFE 0 # y");
    }
}
