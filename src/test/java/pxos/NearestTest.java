package pxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("print_string", "print_char", "newline", "row", "rows", "--goal");

    @ParameterizedTest
    @CsvSource({
        "print_strin,print_string",
        "pirnt_string,print_string",
        "PRINT_CHAR,print_char",
        "newlin,newline",
        "rwo,row",
        "--gaol,--goal"
    })
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Nearest.to(word, KNOWN)).contains(meant);
        assertThat(Nearest.hint(word, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(Nearest.hint("paint", KNOWN)).isEmpty();
        assertThat(Nearest.hint("xx", KNOWN)).isEmpty();
        assertThat(Nearest.hint("x", List.of())).isEmpty();
    }
}
