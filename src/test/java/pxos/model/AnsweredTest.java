package pxos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;
import pxos.json.Json;
import pxos.model.Reply.Transcript;
import pxos.model.Request.Purpose;

/** What becomes of a model's answers, good and bad. */
class AnsweredTest {

    private static final String GOOD = "{\"feature\":\"star\",\"primitives\":[{\"type\":\"CALL\",\"label\":\"putc\"}]}";
    private static final Request REQUEST = new Request(
            Purpose.CODE, "Print a star", "", List.of(), List.of(), null, List.of(), List.of(), "", Optional.empty());
    private static final Problem GONE = new Problem(Problem.Kind.MISSING, "No server answers.", "Start it.");

    private final List<Request> asked = new ArrayList<>();
    private final List<AskOptions> options = new ArrayList<>();
    private FeatureReader reader;

    @BeforeEach
    void readTheSchema() throws Exception {
        reader = new FeatureReader(Json.read(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
    }

    /** Gives its answers one after the other; behind the last one it cannot be asked. */
    private final class Scripted implements CodingModel {
        private final List<Reply> answers;

        Scripted(Reply... answers) {
            this.answers = List.of(answers);
        }

        @Override
        public String id() {
            return "scripted";
        }

        @Override
        public Reply ask(Request request, AskOptions how) {
            asked.add(request);
            options.add(how);
            if (asked.size() > answers.size()) {
                throw GONE;
            }
            return answers.get(asked.size() - 1);
        }
    }

    private static Reply reply(String json) {
        return new Reply(json, "scripted", 10, 5, Duration.ZERO, false);
    }

    private static Reply brokenOff() {
        Transcript words = new Transcript("system", "prompt", "{\"fea", "", List.of());
        return new Reply("", "scripted", 10, 2, 0, Duration.ZERO, false, words, Optional.of(GONE));
    }

    private Answered<Feature> generate(Reply... answers) {
        return new PrimitiveGenerator(reader)
                .generate(new Scripted(answers), Lessons.none(AskOptions.DEFAULT), REQUEST, 3, feature -> feature);
    }

    @Test
    void holdsTheFeatureOfAGoodAnswerAndTheLessonsBeforeIt() {
        Answered<Feature> answered = generate(reply("{}"), reply(GOOD));

        assertThat(answered.value().orElseThrow().name()).isEqualTo("star");
        assertThat(answered.problem()).isEmpty();
        assertThat(answered.replies()).extracting(Reply::json).containsExactly("{}", GOOD);
        assertThat(answered.lessons().feedback()).hasSize(1);
        assertThat(answered.lessons().last()).contains("required property 'feature' not found");
    }

    @Test
    void tellsTheModelWhatWasWrongWithEachAnswer() {
        generate(reply("{}"), reply("no JSON"), reply(GOOD));

        assertThat(asked.get(0).feedback()).isEmpty();
        assertThat(asked.get(2).feedback()).extracting(Request.Feedback::answer).containsExactly("{}", "no JSON");
        assertThat(asked.get(2).feedback().get(1).problem()).contains("not JSON");
    }

    @Test
    void givesUpAfterThreeAnswersOfNoUse() {
        Answered<Feature> answered = generate(reply("{}"), reply("[]"), reply("{}"), reply(GOOD));

        Problem problem = answered.problem().orElseThrow();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.MODEL);
        assertThat(problem)
                .as("for the user, not what the model was told")
                .hasMessage("scripted gave 3 answers that cannot be used; the last one was the same as one before");
        assertThat(problem.hint()).startsWith("Try a larger model that knows assembly");
        assertThat(answered.value()).isEmpty();
        assertThat(answered.replies()).hasSize(3);
        assertThat(answered.lessons().options().temperature())
                .as("a model that repeats itself gets more freedom")
                .isGreaterThan(AskOptions.DEFAULT.temperature());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'int 21h' calls an operating system that is not here: print with puts | calls DOS (int 21h), which is not there",
                "nothing runs this: there is no HOOK. For a command add | has code that nothing would ever run",
                "line 3: symbol `foo' not defined | calls or uses 'foo', which is not there",
                "the code runs on after 'x' into nothing: end it with ret | has code without an end",
                "/feature: required | did not have the form that was asked for"
            })
    void tellsTheUserWhatWasWrongInOtherWordsThanTheModel(String told, String words) {
        Answered<Feature> answered = new PrimitiveGenerator(reader)
                .generate(new Scripted(reply(GOOD)), Lessons.none(AskOptions.DEFAULT), REQUEST, 1, feature -> {
                    throw Problem.input(told, "");
                });
        assertThat(answered.problem().orElseThrow().getMessage()).endsWith("the last one " + words);
        assertThat(answered.evidence()).isEqualTo(told);
        assertThat(answered.problem().orElseThrow().hint()).contains("larger model");
    }

    @Test
    void tellsAFaultOfTheCodeWithThoseOfTheForm() {
        Answered<Feature> answered = new PrimitiveGenerator(reader)
                .generate(
                        new Scripted(reply(GOOD.replace("]}", "],\"tests\":[{\"name\":\"t\",\"steps\":[]}]}"))),
                        Lessons.none(AskOptions.DEFAULT),
                        REQUEST,
                        1,
                        feature -> {
                            throw Problem.input("no HOOK", "");
                        });
        assertThat(answered.evidence()).contains("/tests/0/steps", "no HOOK");
    }

    @Test
    void keepsWhatCameOfAnAnswerThatBrokeOffAndAsksNoMore() {
        Answered<Feature> answered = generate(reply("{}"), brokenOff(), reply(GOOD));

        assertThat(answered.problem()).containsSame(GONE);
        assertThat(answered.value()).isEmpty();
        assertThat(answered.replies()).hasSize(2);
        assertThat(answered.replies().get(1).transcript().answer()).isEqualTo("{\"fea");
        assertThat(answered.lessons().feedback()).hasSize(1);
    }

    @Test
    void keepsTheAnswersBeforeTheModelCouldNotBeAskedAnyMore() {
        Answered<Feature> answered = generate(reply("{}"));

        assertThat(answered.problem()).containsSame(GONE);
        assertThat(answered.replies()).hasSize(1);
        assertThat(options).hasSize(2);
    }
}
