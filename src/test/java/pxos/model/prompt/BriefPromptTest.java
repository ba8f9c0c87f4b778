package pxos.model.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.build.feature.FeatureReader;
import pxos.json.JsonSchemaCheck;
import pxos.model.Question.Role;
import pxos.model.Question.Turn;
import pxos.model.Request;
import pxos.model.lm.Requests;

class BriefPromptTest {

    private static final PromptWriter WRITER = new PromptWriter();
    private static final FeatureReader READER =
            new FeatureReader(JsonSchemaCheck.readSchema(Path.of("schemas", "ai_primitives.schema.json")));

    private static Request brief(String goal, List<Request.Feedback> feedback) {
        return Requests.of(Request.Purpose.CODE, goal, List.of("an earlier run"), feedback, Requests.facts(8))
                .briefly();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Say hello",
                "F5 prints the time",
                "Add a command double that doubles a number",
                "Add a command rev that prints its argument backwards",
                "Add a command clock that shows the time until a key is pressed",
                "Add a command wc that counts the bytes of a file"
            })
    void saysInTheRoomOf700TokensWhatCodeNeedsAndShowsAnExampleNearTheGoal(String goal) {
        Prompt prompt = WRITER.write(brief(goal, List.of()), 2048);

        assertThat(prompt.estimatedTokens())
                .as("the estimate lies a sixth above what models count")
                .isLessThan(700 * 7 / 6);
        assertThat(prompt.turns().get(prompt.turns().size() - 1).text()).startsWith(goal);
        List<Turn> answers = prompt.turns().stream()
                .filter(turn -> turn.role() == Role.ASSISTANT)
                .toList();
        assertThat(answers)
                .hasSize(1)
                .allSatisfy(turn -> assertThat(READER.read(turn.text()).tests()).isNotEmpty());
    }

    @Test
    void tellsWhatWasWrongBehindTheAnswerAndShortensItWhereThereIsNoRoom() {
        List<Request.Feedback> feedback = List.of(
                new Request.Feedback("{\"first\":1}", "older"), new Request.Feedback("{\"b\":2}", "no label x"));
        Prompt prompt = WRITER.write(brief("Say hello", feedback), 2048);
        assertThat(prompt.turns()).extracting(Turn::text).contains("{\"b\":2}").doesNotContain("{\"first\":1}");
        assertThat(prompt.turns().get(prompt.turns().size() - 1).text()).endsWith("no label x");

        Prompt tight = WRITER.write(
                brief("Say hello", List.of(new Request.Feedback("{\"b\":2}", "no label x\n" + "words ".repeat(3000)))),
                2048);
        assertThat(tight.estimatedTokens()).isLessThanOrEqualTo(PromptBudget.promptTokens(2048));
        assertThat(tight.cut()).containsExactly("rejected");
        assertThat(tight.user()).contains("no label x");
    }

    @Test
    void saysInALineAtTheGoalWhatWasWrongWhereTheAnswerHasNoRoom() {
        String answer = "{\"feature\":\"" + "long ".repeat(500) + "\"}";
        Prompt tight =
                WRITER.write(brief("Say hello", List.of(new Request.Feedback(answer, "no label x\nnor y"))), 2048);
        assertThat(tight.turns().get(tight.turns().size() - 1).text())
                .startsWith("Say hello\n")
                .endsWith("\nYour last answer was wrong: no label x");
        assertThat(tight.estimatedTokens()).isLessThanOrEqualTo(PromptBudget.promptTokens(2048));
    }
}
