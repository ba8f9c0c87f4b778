package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.json.Json;
import pxos.model.Request;
import tools.jackson.databind.JsonNode;

class GoalSchemaTest {

    private static JsonNode full(String name) throws Exception {
        return Json.read(Files.readString(Path.of("schemas", name + ".schema.json")));
    }

    private static JsonNode strong(Request request) throws Exception {
        String name = request.purpose() == Request.Purpose.PLAN ? "plan" : "ai_primitives";
        return GoalSchema.all(request, full(name)).get(0);
    }

    @Test
    void doesNotAskForWhatIsDecided() throws Exception {
        Request code = Requests.plan("Add rot13").coding("{\"feature\":\"rot13\"}", Requests.facts(2));
        JsonNode schema = strong(code);
        assertThat(schema.at("/properties/feature")).hasToString("{\"const\":\"rot13\"}");
        assertThat(schema.at("/properties").has("start_address")).isFalse();
        assertThat(schema.at("/$defs/write/properties").has("address")).isFalse();
        assertThat(schema.at("/properties/tests/maxItems").asInt()).isEqualTo(4);
        assertThat(schema.at("/$defs/scenario/properties/steps/maxItems").asInt())
                .isEqualTo(8);
    }

    @Test
    void wantsATestInTheShortFormWhereNobodyElseHasOne() throws Exception {
        Request code = Requests.code("Say hello");
        Request alone = new Request(
                code.purpose(),
                code.goal(),
                "",
                List.of(),
                List.of(),
                code.state(),
                List.of(),
                List.of(),
                "",
                code.known());
        assertThat(strong(alone).path("required").toString()).doesNotContain("tests");
        assertThat(strong(alone.briefly()).path("required").toString()).contains("\"tests\"");
        assertThat(strong(alone.briefly()).at("/properties/tests/minItems").asInt())
                .isEqualTo(1);
    }

    @Test
    void offersEachTemplateWithItsOwnArguments() throws Exception {
        JsonNode uses = strong(Requests.code("Add rot13")).at("/$defs/use/anyOf");
        assertThat(uses).hasSize(8);
        assertThat(uses.at("/2/properties/template/const").asString()).isEqualTo("template_3");
        assertThat(uses.at("/2/properties/arguments/properties/text/maxLength").asInt())
                .isEqualTo(76);
        assertThat(uses.at("/2/properties/arguments/required")).hasToString("[\"text\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"primitives/recipes", "primitives"})
    void letsEveryTestOfTheLibraryBeWritten(String folder) throws Exception {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode document = Json.read(Files.readString(file));
                for (JsonNode step : document.findValues("steps").stream()
                        .flatMap(JsonNode::valueStream)
                        .toList()) {
                    step.path("expect")
                            .forEach(expected -> assertThat(raw(expected))
                                    .as("%s", file)
                                    .satisfiesAnyOf(
                                            text -> assertThat(text).matches(GoalSchema.EXPECTATION),
                                            text -> assertThat(text).contains("{colours.hex}"),
                                            text -> assertThat(text).hasSizeGreaterThan(90)));
                    if (step.path("keys").asString("").length() < 60) {
                        assertThat(raw(step.path("keys"))).as("%s", file).matches(GoalSchema.KEYS);
                    }
                }
            }
        }
    }

    /** A text as it stands in JSON, which is what a grammar sees. */
    private static String raw(JsonNode text) {
        String written = Json.write(text);
        return written.substring(1, written.length() - 1);
    }

    @Test
    void hasNoPatternThatCouldBreakTheJson() throws Exception {
        for (String name : List.of("plan", "ai_primitives")) {
            assertThat(SchemaSimplifier.bounded(full(name)).findValuesAsString("pattern"))
                    .isNotEmpty()
                    .allMatch(pattern -> !"\"".matches(pattern) && !"a\"".matches(pattern) && !"a\\".matches(pattern));
        }
    }
}
