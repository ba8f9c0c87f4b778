package pxos.build.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.build.asm.NasmAssembler.AssembledCode;
import pxos.build.asm.NasmAssembler.Instruction;

class NasmAssemblerIT {

    private final NasmAssembler nasm = NasmAssembler.onPath(System.getenv("PATH"));

    private List<String> errors(String source) {
        Problem e = catchThrowableOfType(Problem.class, () -> nasm.assemble(source, 0x7E00, Map.of("putc", 0x7C40)));
        assertThat(e).as("was assembled: " + source).isNotNull();
        return e.errors();
    }

    @Test
    void givesEachInstructionItsBytesAndEachLabelItsAddress() throws Exception {
        AssembledCode code = nasm.assemble("""
                run:                ; a comment
                    mov si, .text
                .next:
                    lodsb
                    test al, al
                    jz .end
                    call putc
                    jmp .next
                .end: ret
                .text db "Hi", 0""", 0x7E00, Map.of("putc", 0x7C40, "puts", 0x7C46));
        assertThat(code.labels())
                .containsOnlyKeys("run", "run.next", "run.end", "run.text")
                .containsEntry("run", 0x7E00)
                .containsEntry("run.next", 0x7E03)
                .containsEntry("run.text", 0x7E0E);
        assertThat(code.instructions())
                .extracting(Instruction::text)
                .containsExactly(
                        "mov si, .text",
                        "lodsb",
                        "test al, al",
                        "jz .end",
                        "call putc",
                        "jmp .next",
                        ".end: ret",
                        ".text db \"Hi\", 0");
        assertThat(code.instructions().get(0).bytes()).containsExactly(0xBE, 0x0E, 0x7E);
        // E8 with 7C40 - 7E0B (Intel SDM vol. 2, CALL).
        assertThat(code.instructions().get(4).bytes()).containsExactly(0xE8, 0x35, 0xFE);
        assertThat(code.instructions().stream()
                        .mapToInt(line -> line.bytes().size())
                        .sum())
                .isEqualTo(17);
    }

    @Test
    void namesTheLineOfEveryError() {
        assertThat(errors("nop\nmov ax, nowhere\ncall neither\nret"))
                .hasSize(2)
                .anySatisfy(error -> assertThat(error).startsWith("line 2: ").contains("nowhere"))
                .anySatisfy(error -> assertThat(error).startsWith("line 3: ").contains("neither"));
        assertThat(errors("nop\nmvo ax, 1"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("line 2: ")
                .endsWith(": mvo ax, 1");
        assertThat(errors("a: nop\na: nop"))
                .anySatisfy(error -> assertThat(error).startsWith("line 2: "));
        assertThat(errors("putc: ret")).isNotEmpty();
    }

    @Test
    void knowsTheInstructionsOfA386AndNoOthers() throws Exception {
        assertThat(nasm.assemble("movzx eax, bl\npusha\nbt ax, 3", 0x7E00, Map.of())
                        .instructions())
                .hasSize(3);
        assertThat(errors("nop\ncmovz ax, bx\nbswap eax"))
                .containsExactly(
                        "line 2: the processor is a 386, which does not know this instruction: cmovz ax, bx",
                        "line 3: the processor is a 386, which does not know this instruction: bswap eax");
    }

    @Test
    void refusesBeforeNasmSeesIt() {
        assertThat(errors("incbin \"/etc/passwd\""))
                .containsExactly("line 1: 'incbin' is not available: incbin \"/etc/passwd\"");
    }

    @Test
    void takesEmptySourceForNoBytes() throws Exception {
        assertThat(nasm.assemble("\n ; nothing\n", 0x7E00, Map.of()).instructions())
                .isEmpty();
    }

    @Test
    void keepsTheBytesOfLongDataTogether() throws Exception {
        AssembledCode code =
                nasm.assemble("db 'a text that is longer than one row of the listing'\nret", 0x7E00, Map.of());
        assertThat(code.instructions()).hasSize(2);
        assertThat(code.instructions().get(0).bytes()).hasSize(49);
        AssembledCode repeated = nasm.assemble("times 300 db 7\nret", 0x7E00, Map.of());
        assertThat(repeated.instructions()).hasSize(2);
        assertThat(repeated.instructions().get(0).bytes()).hasSize(300).containsOnly(7);
    }

    @Test
    void makesAJumpAsLongAsItMustBe() throws Exception {
        assertThat(nasm.assemble("jmp end\ntimes 100 nop\nend:", 0x7E00, Map.of())
                        .instructions()
                        .get(0)
                        .bytes())
                .hasSize(2);
        assertThat(nasm.assemble("jmp end\ntimes 200 nop\nend:", 0x7E00, Map.of())
                        .instructions()
                        .get(0)
                        .bytes())
                .hasSize(3);
    }

    @Test
    void saysThatThereIsNoNasm() {
        NasmAssembler none = new NasmAssembler(Optional.empty());
        assertThat(none.available()).isFalse();
        assertThatThrownBy(() -> none.assemble("nop", 0x7E00, Map.of())).hasMessageContaining("install nasm");
    }
}
