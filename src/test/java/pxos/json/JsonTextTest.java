package pxos.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Data binding is what it is measured by. */
class JsonTextTest {

    private static final JsonMapper BINDING = JsonMapper.shared();
    private static final String CHARACTERS = "ab \"\\/\b\f\n\r\t\u0000\u001f\u007fäß€\u2028\uD83D\uDE42";

    @RepeatedTest(200)
    void readsAndWritesAnyTreeAsDataBindingDoes(RepetitionInfo repetition) {
        JsonNode tree = value(new Random(repetition.getCurrentRepetition()), 4);
        String text = BINDING.writeValueAsString(tree);

        assertThat(JsonText.write(tree)).isEqualTo(text);
        assertThat(JsonText.writeIndented(tree))
                .isEqualTo(BINDING.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
        assertThat(JsonText.writeAscii(tree))
                .isEqualTo(
                        BINDING.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(tree))
                .matches("\\p{ASCII}*");
        assertThat(JsonText.read(text)).isEqualTo(BINDING.readTree(text));
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 9)) {
            case 0 -> BINDING.getNodeFactory().nullNode();
            case 1 -> BINDING.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> BINDING.getNodeFactory().numberNode(random.nextInt());
            case 3 -> BINDING.getNodeFactory().numberNode(random.nextLong());
            case 4 -> BINDING.getNodeFactory().numberNode(new BigInteger(100, random));
            case 5 -> BINDING.getNodeFactory().numberNode(random.nextGaussian() * 1e9);
            case 6 -> BINDING.getNodeFactory().numberNode(random.nextFloat());
            case 7 -> BINDING.getNodeFactory().numberNode(new BigDecimal(new BigInteger(80, random), 20));
            case 8 -> BINDING.getNodeFactory().stringNode(text(random));
            case 9 -> {
                ArrayNode array = JsonText.array();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JsonText.object();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, CHARACTERS.codePointCount(0, CHARACTERS.length()))
                .map(index -> CHARACTERS.codePointAt(CHARACTERS.offsetByCodePoints(0, index)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "null",
                "7",
                "-0",
                "1e999",
                "0.1",
                "\"a\"",
                "{\"a\":1,\"a\":2}",
                "[]",
                "{}",
                "[[],{\"a\":[null]}]"
            })
    void readsWhatDataBindingReads(String text) {
        assertThat(JsonText.read(text)).isEqualTo(BINDING.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "]",
                "}",
                "{]",
                "[}",
                "{\"a\":}",
                "[,]",
                "nul",
                "01",
                "\"a",
                "'a'",
                "{} {}",
                "1 2",
                "[] x",
                "\"\\q\"",
                "\"\n\"",
                "NaN",
                "\u0000",
                "{a:1}",
                "// x",
                "[1,]"
            })
    void refusesWhatDataBindingRefuses(String text) {
        assertThatThrownBy(() -> BINDING.readTree(text)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(JacksonException.class);
    }

    @Test
    void keepsToTheRulesOfAFactory() {
        JsonFactory strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();

        assertThatThrownBy(() -> JsonText.read(strict, "{\"a\":1,\"a\":2}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("Duplicate");
    }

    @Test
    void goesNoDeeperThanTheParser() {
        assertThatThrownBy(() -> JsonText.read("[".repeat(100_000))).isInstanceOf(JacksonException.class);
    }
}
