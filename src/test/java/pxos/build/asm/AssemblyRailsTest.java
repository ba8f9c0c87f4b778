package pxos.build.asm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyRailsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            incbin "/etc/passwd"        | 'incbin' is not available
            INCBIN '/etc/passwd'        | 'INCBIN' is not available
            x: incbin "a"               | 'incbin' is not available
            times 2 incbin "a"          | 'incbin' is not available
            %include "/etc/passwd"      | the preprocessor (%) is not available
            nop ; fine %                |
            mov al, '%'                 |
            db 5 %% 3                   | the preprocessor (%) is not available
            [org 0x100]                 | a directive in brackets is not available
            org 0x7C00                  | 'org' is not available
            section .bss                | 'section' is not available
            SEGMENT foo                 | 'SEGMENT' is not available
            absolute 0                  | 'absolute' is not available
            bits 32                     | 'bits' is not available
            cpu: mov ax, 1              | 'cpu' is a word of the assembler and no label; take another name
            align 4096                  | 'align' is not available
            resb 60000                  | 'resb' is not available
            times 513 nop               | times takes a plain number up to 512
            times -1 nop                | times takes a plain number up to 512
            times 99999 nop             | times takes a plain number up to 512
            times x nop                 | times takes a plain number up to 512
            times 500 times 500 nop     | times inside times is not available
            times 10 nop                |
            times: nop                  |
            a: times: nop               | times takes a plain number up to 512
            db 65535 dup (0)            | 'dup' is not available
            db `\\n`                    | backquotes and continued lines are not available
            mov ax, \\                  | backquotes and continued lines are not available
            mov al, 'incbin'            |
            .loop: dec cx               |
            db "times 1000; org", 0     |
            mov si, incbin_text         |
            """)
    void refusesWhatIsNoInstructionOrPlainData(String line, String problem) {
        if (problem == null) {
            assertThat(AssemblyRails.errorsIn(line)).isEmpty();
        } else {
            assertThat(AssemblyRails.errorsIn("nop\n" + line)).containsExactly("line 2: " + problem + ": " + line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nop\u0000", "nop\rorg 5", "mov al, 'é'", "nop\u2028org 5", "\u001b[2J"})
    void refusesWhatIsNotPrintable(String line) {
        assertThat(AssemblyRails.errorsIn(line)).hasSize(1).first().asString().contains("not printable ASCII");
    }

    @Test
    void refusesLongLinesAndManyLines() {
        assertThat(AssemblyRails.errorsIn("db " + "0,".repeat(100)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("line 1: more than 200 characters");
        assertThat(AssemblyRails.errorsIn("nop\n".repeat(1001)))
                .containsExactly("1002 lines of assembly are too many (at most 1000)");
    }

    @Test
    void cutsOffCommentsButNotInsideStrings() {
        assertThat(AssemblyRails.withoutComment("  db 'a;b', \";\" ; words")).isEqualTo("db 'a;b', \";\"");
        assertThat(AssemblyRails.withoutStrings("db 'a;b' ; c")).isEqualTo("db 0");
    }
}
