package pxos.proof.strength;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.os.code.Encoding;
import pxos.os.code.Instruction;

class MutationsTest {

    @ParameterizedTest
    @CsvSource({
        "74 05, 90 90 (deleted); 75 05 (the other condition)",
        "0F 82 05 00, 90 90 90 90 (deleted); 0F 83 05 00 (the other condition)",
        "EB 05, 90 90 (deleted)",
        "C3, 90 (deleted)",
        "40, 90 (deleted); 48 (dec); 41 (another register)",
        "B4 0E, 90 90 (deleted); B4 0F (its number plus 1); B4 0D (its number minus 1); B5 0E (another register)",
        "BE FF 7E, 90 90 90 (deleted); BE 00 7F (its number plus 1); BE FE 7E (its number minus 1); BF FF 7E (another register)",
        "89 D8, 90 90 (deleted); 89 E8 (another register)",
        "01 D8, 90 90 (deleted); 29 D8 (the opposite); 01 E8 (another register)",
        "83 C0 02, 90 90 90 (deleted); 83 E8 02 (the opposite); 83 C0 03 (its number plus 1); 83 C0 01 (its number minus 1); "
                + "83 C1 02 (another register)",
        "D1 E0, 90 90 (deleted); D1 E8 (the opposite); D1 E1 (another register)",
        "FE 0E 00 1C, 90 90 90 90 (deleted); FE 06 00 1C (the opposite)",
        "F8, 90 (deleted); F9 (the opposite)",
        "8E C0, 90 90 (deleted)"
    })
    void changesOneThingAtATime(String hex, String wanted) {
        Encoding code = Encoding.of(HexFormat.ofDelimiter(" ").parseHex(hex), 0).orElseThrow();

        assertThat(Mutations.of(List.of(new Instruction(0x7E00, code, ""))).stream()
                        .map(mutant -> mutant.bytes().stream()
                                        .map(value -> String.format("%02X", value))
                                        .collect(Collectors.joining(" "))
                                + " (" + mutant.change() + ")")
                        .collect(Collectors.joining("; ")))
                .isEqualTo(wanted);
    }
}
