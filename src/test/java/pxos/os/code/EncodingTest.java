package pxos.os.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {

    private static final String BEHIND = " 00 00 00 00 00 00 00 00";

    private static Encoding encoding(String hex) {
        return Encoding.of(HexFormat.ofDelimiter(" ").parseHex(hex + BEHIND), 0).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "90, 1", // nop
        "B8 24 00, 1", // mov ax, 36
        "66 B8 01 02 03 04, 2", // mov eax, 0x04030201
        "C7 06 00 1C 00 00, 4", // mov word [1C00], 0
        "66 C7 06 00 1C 00 00 00 00, 5", // mov dword [1C00], 0
        "80 7D 08 20, 3", // cmp byte [di+8], ' '
        "67 8A 44 24 08, 5", // mov al, [esp+8]
        "67 8B 04 85 00 01 00 00, 8", // mov ax, [eax*4+0x100]
        "0F B6 C0, 3", // movzx ax, al
        "0F 82 10 00, 2", // jc near
        "0F BA E0 05, 3", // bt ax, 5
        "F6 C1 01, 2", // test cl, 1
        "F6 D9, 2", // neg cl
        "F7 06 00 1C 01 00, 4", // test word [1C00], 1
        "EA 00 00 FF FF, 1", // jmp FFFF:0000
        "C8 04 00 01, 1", // enter 4, 1
        "A1 50 04, 1", // mov ax, [0450]
        "26 A2 50 04, 2", // mov [es:0450], al
        "F3 A4, 2", // rep movsb
        "CD 10, 1", // int 10h
        "69 C3 0A 00, 2", // imul ax, bx, 10
        "D1 E0, 2" // shl ax, 1
    })
    void knowsTheSizeAndWhereTheImmediateValueBegins(String hex, int immediateAt) {
        Encoding encoding = encoding(hex);

        assertThat(encoding.hex()).isEqualTo(hex);
        assertThat(encoding.immediateAt()).isEqualTo(immediateAt);
    }

    @ParameterizedTest
    @CsvSource({"74 FE, 7E00", "E8 10 00, 7E13", "0F 84 FC FF, 7E00", "E2 02, 7E04", "EB 80, 7D82"})
    void knowsWhereAJumpGoes(String hex, String target) {
        assertThat(encoding(hex).target(0x7E00)).isEqualTo(OptionalInt.of(Integer.parseInt(target, 16)));
    }

    @ParameterizedTest
    @CsvSource({"C3, false", "EB 00, false", "FF E3, false", "FF D3, true", "74 00, true", "CD 10, true"})
    void knowsWhetherTheNextInstructionMayFollow(String hex, boolean goesOn) {
        assertThat(encoding(hex).goesOn()).isEqualTo(goesOn);
    }
}
