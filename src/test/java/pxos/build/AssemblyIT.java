package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.Primitive.Asm;
import pxos.build.feature.Primitive.Call;
import pxos.build.feature.Primitive.Define;
import pxos.build.feature.Primitive.Hook;
import pxos.build.feature.Primitive.Text;
import pxos.build.feature.Primitive.Write;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/** Assembly text among the other primitives; the expected bytes are from the Intel SDM, volume 2. */
class AssemblyIT {

    private static final BuildOptions OPTIONS = new BuildOptions("a test", "run_1", "test", false);
    private static final int START = MemoryMap.SAFE_ZONE.first();

    private final PrimitiveBuilder builder = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
            NasmAssembler.onPath(System.getenv("PATH")));
    private OsSource base;

    @BeforeEach
    void readBase() throws Exception {
        base = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
    }

    private BuildResult build(Primitive... primitives) throws Exception {
        return builder.add(base, new Feature("f", null, List.of(primitives), List.of()), OPTIONS);
    }

    private List<String> source(BuildResult result) {
        return result.source().feature("f").orElseThrow().lines().stream()
                .map(line -> line.text())
                .toList();
    }

    private static byte[] slice(BuildResult result, int first, int last) {
        return result.image().slice(new pxos.os.AddressRange(first, last));
    }

    @Test
    void knowsTheOsAndTheLabelsBeforeAndBehindIt() throws Exception {
        BuildResult result = build(
                new Text("before", "A"),
                new Asm("run:\n mov si, before\n mov di, behind\n mov bx, input_line\n call puts\n ret"),
                new Text("behind", "B"));
        assertThat(slice(result, START + 2, START + 10))
                .containsExactly(0xBE, 0x00, 0x7E, 0xBF, 0x0F, 0x7E, 0xBB, 0x00, 0x06);
    }

    @Test
    void letsOtherPrimitivesNameItsLabels() throws Exception {
        BuildResult result = build(
                new Call("run"),
                new Write(null, "BE w:run", ""),
                new Asm("run: nop\n jmp last"),
                new Asm("last: ret"),
                new Hook("read_line", "run", null));
        assertThat(slice(result, START, START + 5)).containsExactly(0xE8, 0x03, 0x00, 0xBE, 0x06, 0x7E);
        // Both texts are one unit: the jump is as short as it can be.
        assertThat(slice(result, START + 6, START + 9)).containsExactly(0x90, 0xEB, 0x00, 0xC3);
        assertThat(result.image().word(Vector.READ_LINE.address())).isEqualTo(START + 6);
    }

    @Test
    void knowsAConstantOfTheFeature() throws Exception {
        BuildResult result = build(new Asm("mov al, [spot]\n ret"), new Define("spot", 0x0700));
        assertThat(slice(result, START, START + 3)).containsExactly(0xA0, 0x00, 0x07, 0xC3);
    }

    @Test
    void settlesJumpsThatChangeTheirSizeWithTheDistance() throws Exception {
        BuildResult result = build(
                new Asm("jmp far_away\n jmp near_by\nnear_by: ret"),
                new Text("gap", "x".repeat(140)),
                new Asm("far_away: ret"));
        assertThat(slice(result, START, START + 5)).containsExactly(0xE9, 0x90, 0x00, 0xEB, 0x00, 0xC3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jcxz far_away",
                "loop far_away",
                "here: loopne far_away",
                "jmp short far_away",
                "jz short far_away"
            })
    void refusesAShortJumpThatDoesNotReachAnotherPrimitive(String jump) {
        assertThatThrownBy(() ->
                        build(new Asm(jump + "\n ret"), new Text("gap", "x".repeat(140)), new Asm("far_away: ret")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("line 1: short jump is out of range: " + jump);
    }

    @Test
    void widensAJumpThatHasToReachFarIntoAnotherPrimitive() throws Exception {
        BuildResult result =
                build(new Asm("jz far_away\n ret"), new Text("gap", "x".repeat(140)), new Asm("far_away: ret"));
        assertThat(slice(result, START, START + 3)).containsExactly(0x0F, 0x84, 0x8E, 0x00);
    }

    @Test
    void letsLocalLabelsOfARoutineGoOnInTheNextPrimitive() throws Exception {
        BuildResult result = build(new Asm("run: jmp .end"), new Call("newline"), new Asm(".end: ret"));
        assertThat(slice(result, START, START + 1)).containsExactly(0xEB, 0x03);
    }

    @Test
    void letsAShortJumpReachWhatIsNear() throws Exception {
        BuildResult result = build(
                new Asm("back: jcxz there\n jmp short there"),
                new Text("gap", "x".repeat(100)),
                new Asm("there: loop back\n ret"));
        assertThat(slice(result, START, START + 3)).containsExactly(0xE3, 0x67, 0xEB, 0x65);
        assertThat(slice(result, START + 105, START + 106)).containsExactly(0xE2, 0x95);
    }

    @Test
    void writesOneCommentForEachInstruction() throws Exception {
        BuildResult result =
                build(new Asm("run: mov ax, 3 ; clears\r\n int 10h\n.here: jmp .here\n db 'a;b', 0 ; \"text"));
        assertThat(source(result))
                .containsSequence("WRITE 0x7E00 0xB8 ; run: mov ax, 3", "WRITE 0x7E01 0x03 ;   2 of 3")
                .contains("WRITE 0x7E03 0xCD ; int 10h", "WRITE 0x7E07 0x61 ; db 'a;b', 0", "DEFINE f.run.here 0x7E05");
        assertThat(OsSource.parse(result.source().render())).isEqualTo(result.source());
    }

    @Test
    void namesTheLineOfAnError() {
        assertThatThrownBy(() -> build(new Asm("nop\n; fine\nmov al, bx\nmov ax, nowhere")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("line 3: invalid combination of opcode and operands: mov al, bx");
    }

    @Test
    void refusesALabelThatIsARegisterOrAnInstruction() {
        assertThatThrownBy(() -> build(new Asm("ax: nop"))).hasMessageContaining("line 1: ");
    }

    @Test
    void refusesALabelOfAnotherPrimitive() {
        assertThatThrownBy(() -> build(new Text("run", "x"), new Asm("run: ret")))
                .hasMessageContaining("label 'run' is defined twice");
    }
}
