package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class AnswerTextTest {

    private static final Set<String> REQUIRED = Set.of("feature");

    private static Optional<String> last(String text, Set<String> required) {
        return AnswerText.last(JsonObjects.in(text), required);
    }

    @Test
    void takesTheLastCompleteObjectBetweenAnyTalk() {
        Random random = new Random(42);
        for (int round = 0; round < 3000; round++) {
            String first = object(random, 3).put("feature", "a" + round).toString();
            String last = object(random, 3).put("feature", "b" + round).toString();
            String text = talk(random) + first + talk(random) + last + talk(random);
            assertThat(last(text, REQUIRED)).as(text).contains(last);
        }
    }

    @Test
    void takesTheObjectBeforeOneThatIsCutOff() {
        Random random = new Random(43);
        for (int round = 0; round < 3000; round++) {
            String first = object(random, 3).put("feature", "a").toString();
            String last = object(random, 3).put("feature", "b").toString();
            int end = 1 + random.nextInt(last.length() - 1);
            String text = first + "\n" + last.substring(0, end);
            assertThat(last(text, Set.of())).as(text).contains(first);
            Optional<String> asked = last(text, REQUIRED);
            assertThat(asked).as(text).contains(first);
        }
    }

    @Test
    void readsWhatIsNearlyJson() {
        assertThat(AnswerText.nearly("```json\n{'feature': 'rev', 'steps': ['one',],}\n```", REQUIRED))
                .contains("{\"feature\":\"rev\",\"steps\":[\"one\"]}");
        assertThat(AnswerText.nearly("{\"feature\":\"a\\'b\nc\"}", REQUIRED)).contains("{\"feature\":\"a'b\\nc\"}");
    }

    @Test
    void neverFailsOnNoise() {
        Random random = new Random(44);
        String alphabet = "{}[]\",:\\ \n0-9eE.tfnaé\uD83D\u0000'`";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int index = 0; index < length; index++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Optional<String> found = last(text.toString(), Set.of());
            found.ifPresent(
                    json -> assertThat(Json.object(json)).as(text.toString()).isPresent());
            ChatAnswer.Said answer = new ChatAnswer.Said(text.toString(), text.toString(), "stop");
            assertThat(AnswerText.jsonOf(answer, REQUIRED)).isNotNull();
        }
    }

    @Test
    void looksAtFiveThousandBracesAtMost() {
        String stray = "{ ".repeat(4_998);
        assertThat(last(stray + Requests.ANSWER, REQUIRED)).contains(Requests.ANSWER);
        assertThat(last(stray + "{ { " + Requests.ANSWER, REQUIRED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":tru}",
                "{\"a\":[,]}",
                "{\"a\":1,,}",
                "{'a':1}",
                "{\"a\":1]",
                "{\"a\":01}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"b\nc\"}",
                "{\"a\":1"
            })
    void refusesWhatIsNotJson(String text) {
        assertThat(last(text, Set.of())).isEmpty();
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode node = Json.object();
        int members = random.nextInt(4);
        for (int index = 0; index < members; index++) {
            String name = "k" + index + string(random);
            switch (random.nextInt(depth > 0 ? 5 : 3)) {
                case 0 -> node.put(name, random.nextInt());
                case 1 -> node.put(name, string(random));
                case 2 -> node.put(name, random.nextBoolean());
                case 3 -> node.set(name, object(random, depth - 1));
                default -> {
                    ArrayNode list = node.putArray(name);
                    list.add(object(random, depth - 1)).add(string(random)).addNull();
                }
            }
        }
        return node;
    }

    private static String string(Random random) {
        String[] parts = {"{", "}", "\"", "\\", "\n", "[", "]", ",", "a", "é", "</think>", "'", "\u2028"};
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int index = 0; index < length; index++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private static String talk(Random random) {
        String[] parts = {
            "Sure, ", "here: ", "\n```json\n", "```\n", "don't {worry} ", "{ ", "} ", "[", "1. ", "\"quoted\" ", "{}"
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(5);
        for (int index = 0; index < length; index++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
