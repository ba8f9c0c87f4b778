package pxos.coach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.coach.Coaching.Lesson;
import pxos.coach.Coaching.Topic;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import tools.jackson.databind.JsonNode;

/** What a teacher says of a run. */
class CoachTest {

    private static final String RESULT = """
            {"success":true,"run_id":"run_7","goal":"Put a plus before a star","generator":"qwen","attempts":2,
             "tokens":900,"strength":"80 % executed","features":[{"name":"star","strength":{"instructions":10,
             "executed":8,"mutants":20,"mutants_tried":20,"mutants_caught":15}}],
             "test_result":{"verdict":"PASS","checks":[
               {"name":"old","verdict":"PASS","new":false,"failed_before":false},
               {"name":"a plus","verdict":"PASS","new":true,"failed_before":true},
               {"name":"no plus","verdict":"PASS","new":true,"failed_before":false}]},"error":null}""";

    private static final String LOST = """
            {"stage":"generate","feature":"star","won":false,"problem":"there is no template 'printt'","replies":[{"prompt_tokens":400,
             "completion_tokens":50,"system":"You write","prompt":"%s","answer":"{}"}]}""";

    private static final String WON = """
            {"stage":"generate","feature":"star","won":true,"problem":"","replies":[{"prompt_tokens":400,"completion_tokens":50,
             "answer":"{\\"primitives\\":[{\\"type\\":\\"ASM\\",\\"code\\":\\"s: mov al, '+' ; a plus\\\\n call putc\\\\n\
             int 10h\\\\n ret\\"},{\\"type\\":\\"WRITE\\",\\"bytes\\":\\"BE w:s C3\\"}]}"}]}""";

    private final Coach coach = new Coach();

    @Test
    void tellsWhatWasComposedAndWhatWasRaw() {
        Composition made = coached("").composition();
        assertThat(made.templates()).isEmpty();
        assertThat(made.services()).isEqualTo(1);
        assertThat(made.rawInstructions()).isEqualTo(3);
        assertThat(made.rawBytes()).isEqualTo(4);
        assertThat(coached("").lessons())
                .filteredOn(lesson -> lesson.topic() == Topic.COMPOSITION)
                .extracting(Lesson::finding)
                .containsExactly(
                        "No template was used: no template, 1 call of services, 0 texts; 3 instructions and 4 bytes"
                                + " raw.",
                        "It calls the video BIOS itself.");
    }

    @Test
    void countsWhatWasLost() {
        assertThat(coached("").cost()).isEqualTo(new Coaching.Cost(2, 1, 900, 450));
    }

    @Test
    void saysHowStrongTheProofIs() {
        Coaching coaching = coached("");
        assertThat(coaching.proof().telling()).isEqualTo(1);
        assertThat(coaching.proof().fresh()).isEqualTo(2);
        assertThat(coaching.proof().idle()).extracting(Coaching.Idle::test).containsExactly("no plus");
        assertThat(coaching.lessons())
                .extracting(Lesson::finding)
                .contains("No test of 'star' reaches 2 of its 10 instructions.");
    }

    @Test
    void namesTheLineOfThePromptAndWhetherItWasThere() {
        assertThat(misunderstood("").told()).isFalse();
        Lesson told = misunderstood(misunderstood("").promptLine());
        assertThat(told.told()).isTrue();
        assertThat(told.where()).isEqualTo("attempt-01-star.json");
    }

    @Test
    void saysTheSameOnceHoweverManyAnswersItIsAbout() {
        JsonNode lost = Json.read(LOST.formatted(""));
        Coaching coaching =
                coach.coach(Json.read(RESULT), Map.of("attempt-01-star.json", lost, "attempt-02-star.json", lost));

        assertThat(coaching.lessons())
                .filteredOn(lesson -> lesson.topic() == Topic.MISUNDERSTOOD)
                .singleElement()
                .satisfies(lesson -> {
                    assertThat(lesson.finding()).endsWith("2 answers had this fault.");
                    assertThat(lesson.quote()).isEqualTo("there is no template 'printt'");
                    assertThat(lesson.where()).isEqualTo("attempt-02-star.json");
                });
        assertThat(coaching.lessons()).noneMatch(lesson -> lesson.finding().startsWith("The same rejection"));
    }

    @Test
    void saysNothingOfWhatWasOnlyNeeded() {
        JsonNode result = Json.read(RESULT.replace("\"name\":\"star\"", "\"name\":\"star\",\"prerequisite\":true"));
        Coaching coaching = coach.coach(result, Map.of("attempt-02-star.json", Json.read(WON)));

        assertThat(coaching.composition()).isNull();
        assertThat(coaching.lessons()).noneMatch(lesson -> lesson.finding().contains("'star'"));
    }

    @Test
    void writesWhatItsSchemaPromises() throws Exception {
        JsonSchemaCheck schema =
                new JsonSchemaCheck(Json.read(Files.readString(Path.of("schemas/coaching.schema.json"))));
        assertThat(schema.errorsIn(Json.published(coached("")))).isEmpty();
        Coaching without = coach.coach(Json.read(RESULT), Map.of());
        assertThat(schema.errorsIn(Json.published(without))).isEmpty();
        assertThat(without.composition()).isNull();
    }

    @Test
    void refusesWhatIsNoResult() {
        assertThatThrownBy(() -> coach.coach(Json.read("{\"success\":true}"), Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no result of a run");
    }

    private Lesson misunderstood(String prompt) {
        return coached(prompt).lessons().stream()
                .filter(lesson -> lesson.topic() == Topic.MISUNDERSTOOD)
                .findFirst()
                .orElseThrow();
    }

    private Coaching coached(String prompt) {
        JsonNode lost = Json.read(LOST.formatted(prompt));
        return coach.coach(
                Json.read(RESULT), Map.of("attempt-01-star.json", lost, "attempt-02-star.json", Json.read(WON)));
    }
}
