package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.json.JsonSchemaCheck;
import pxos.model.AskOptions;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.ShortForm;
import pxos.model.recipes.Recipes;

/** Servers that cannot make a grammar of everything, and what is remembered of them. */
class RefusedSchemasTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path cache;

    private static String script(StandInServer.Asked question, String refused) {
        String format = question.body().path("response_format").toString();
        return format.contains('"' + refused + "\":")
                ? StandInServer.REFUSED + "Unsupported JSON schema keyword: " + refused
                : question.isForPlan() ? Answers.plan("x") : Requests.ANSWER;
    }

    private LmStudioClient client(StandInServer server, Instant now) {
        Schemas schemas = new Schemas(schema("plan"), schema("ai_primitives"));
        KnownServers known =
                KnownServers.in(Map.of("XDG_CACHE_HOME", cache.toString()), Clock.fixed(now, ZoneOffset.UTC));
        return new LmStudioClient(LmSettings.of(server.url(), ""), schemas, Progress.SILENT, known);
    }

    private static tools.jackson.databind.JsonNode schema(String name) {
        return JsonSchemaCheck.readSchema(Path.of("schemas", name + ".schema.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anyOf",
                "const",
                "enum",
                "pattern",
                "$ref",
                "$defs",
                "maxItems",
                "minItems",
                "maxLength",
                "minLength",
                "additionalProperties",
                "required",
                "type",
                "json_schema"
            })
    void eachKindOfQuestionIsAnsweredWhateverTheServerRefuses(String refused) {
        ShortForm question = Recipes.book().near("greet me with BONJOUR").orElseThrow();
        Request plan = Requests.of(Request.Purpose.PLAN, "Add rot13", List.of(), List.of(), Requests.facts(4));
        Request tests = Requests.of(Request.Purpose.TESTS, "Add rot13", List.of(), List.of(), Requests.facts(4));
        try (StandInServer server = StandInServer.answering(asked -> script(asked, refused));
                LmStudioClient client = client(server, NOW)) {
            for (int i = 0; i < 2; i++) {
                int before = server.asked().size();
                List<Reply> replies = List.of(
                        client.ask(plan, AskOptions.DEFAULT),
                        client.ask(tests, AskOptions.DEFAULT),
                        client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT),
                        client.choose(question, AskOptions.DEFAULT, 1).get(0));
                assertThat(replies).allMatch(reply -> reply.failure().isEmpty());
                assertThat(server.asked())
                        .as("what it takes is remembered")
                        .hasSizeLessThanOrEqualTo(before + 4 + 12 * (1 - i));
            }
        }
    }

    @Test
    void whatAServerRefusesIsRememberedByTheNextRunForAWeek() {
        try (StandInServer server = StandInServer.answering(asked -> script(asked, "pattern"))) {
            assertThat(questions(server, NOW)).isEqualTo(2);
            assertThat(questions(server, NOW.plus(Duration.ofDays(6)))).isEqualTo(1);
            assertThat(questions(server, NOW.plus(Duration.ofDays(8)))).isEqualTo(2);
            assertThat(cache.resolve("pxos-orchestrator")).isDirectoryContaining("glob:**servers.json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"SERVER\":5}", "{\"SERVER\":{\"day\":20783,\"refused\":{\"primitives\":-7}}}"})
    void aFileThatSaysNothingOfUseIsNoMatter(String content) throws Exception {
        Path file = cache.resolve("pxos-orchestrator/servers.json");
        Files.createDirectories(file.getParent());
        try (StandInServer server = StandInServer.answering(asked -> script(asked, "pattern"))) {
            Files.writeString(
                    file,
                    content.replace("SERVER", ServerAddress.of(server.url()).root() + " stand-in"));
            assertThat(questions(server, NOW)).isEqualTo(2);
            assertThat(Files.readString(file)).contains("\"primitives\" : 1");
        }
    }

    /** How many it takes to ask for code in a new run. */
    private int questions(StandInServer server, Instant now) {
        int before = server.asked().size();
        try (LmStudioClient client = client(server, now)) {
            client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
        }
        return server.asked().size() - before;
    }
}
