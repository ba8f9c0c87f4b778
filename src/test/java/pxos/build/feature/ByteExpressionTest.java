package pxos.build.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.build.feature.ByteExpression.Kind;
import pxos.build.feature.ByteExpression.Literal;
import pxos.build.feature.ByteExpression.Reference;

class ByteExpressionTest {

    @Test
    void readsEveryKindOfField() {
        Map<String, Object> arguments = Map.of("colour", 0x1F, "count", 0x1234, "text", "Hi", "target", "loop");
        assertThat(ByteExpression.parse("b8 w:puts+3 r:putc s:.next b:colour n:count t:text w:{target}-1", arguments))
                .containsExactly(
                        new Literal(0xB8),
                        new Reference(Kind.WORD, "puts", 3),
                        new Reference(Kind.NEAR, "putc", 0),
                        new Reference(Kind.SHORT, ".next", 0),
                        new Literal(0x1F),
                        new Literal(0x34),
                        new Literal(0x12),
                        new Literal('H'),
                        new Literal('i'),
                        new Reference(Kind.WORD, "loop", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            B8 1       | '1' is not a byte field (such as E8, w:label, r:label)
            0xB8       | '0xB8' is not a byte field (such as E8, w:label, r:label)
            B8,00      | 'B8,00' is not a byte field (such as E8, w:label, r:label)
            x:label    | 'x:label' is not a byte field (such as E8, w:label, r:label)
            w:         | 'w:' is not a byte field (such as E8, w:label, r:label)
            w:a+99999  | 'w:a+99999' is not a byte field (such as E8, w:label, r:label)
            ~~         | '' is not a byte field (such as E8, w:label, r:label)
            b:colour   | 'b:colour' names an argument that is not given
            w:{where}  | '{where}' names an argument that is not given
            b:text     | 'b:text' needs an integer, not 'Hi'
            """)
    void namesTheFieldThatIsWrong(String text, String message) {
        assertThatThrownBy(() -> ByteExpression.parse(text, Map.of("text", "Hi")))
                .isInstanceOf(Problem.class)
                .hasMessage(message);
    }
}
