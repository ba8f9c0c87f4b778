package pxos.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

    private static TextScreen screen(byte[] attributes) {
        byte[] memory = new byte[TextScreen.SIZE_BYTES];
        for (int cell = 0; cell < attributes.length; cell++) {
            memory[2 * cell] = 'x';
            memory[2 * cell + 1] = attributes[cell];
        }
        return new TextScreen(memory, 0, 0);
    }

    private static byte[] attributes(Random random, int longestRun) {
        byte[] attributes = new byte[TextScreen.ROWS * TextScreen.COLUMNS];
        for (int cell = 0; cell < attributes.length; ) {
            byte attribute = (byte) random.nextInt(256);
            for (int end = cell + 1 + random.nextInt(longestRun); cell < Math.min(end, attributes.length); cell++) {
                attributes[cell] = attribute;
            }
        }
        return attributes;
    }

    @Test
    void readsBackWhateverAScreenHas() {
        for (int seed = 0; seed < 50; seed++) {
            byte[] attributes = attributes(new Random(seed), 1 + seed * seed);
            assertThat(Attributes.cells(Attributes.text(screen(attributes))))
                    .as("seed " + seed)
                    .isEqualTo(attributes);
        }
    }

    @Test
    void sayNothingOfAPlainScreenAndLittleOfAColouredOne() {
        byte[] attributes = Attributes.cells("");

        assertThat(Attributes.text(TextScreen.blank())).isEmpty();
        assertThat(attributes).hasSize(2000).containsOnly(7);
        attributes[0] = 0x1F;
        attributes[1] = 0x1F;
        attributes[2] = (byte) 0xCE;
        assertThat(Attributes.text(screen(attributes))).isEqualTo("1F*2 CE");
        attributes[1999] = 0x70;
        assertThat(Attributes.text(screen(attributes))).isEqualTo("1F*2 CE 07*1996 70");
    }

    @ParameterizedTest
    @CsvSource({
        "1F*2 4, 2",
        "1F*2 x, 2",
        "1F*2 4E*, 2",
        "1F*2 4E*0, 2",
        "1F*2 4E*-1, 2",
        "1F*2 4E3, 2",
        "1F*2 4E*1999, 2",
        "1F*2 4E*99999999999, 2",
        "1F*2  4E, 2",
        "1F*2001, 0"
    })
    void stopAtARunThatIsNone(String text, int coloured) {
        byte[] expected = Attributes.cells(coloured == 0 ? "" : "1F*" + coloured);

        assertThat(Attributes.cells(text)).isEqualTo(expected);
    }
}
