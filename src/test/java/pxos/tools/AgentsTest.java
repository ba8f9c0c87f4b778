package pxos.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.mcp.Client;
import pxos.model.lm.Answers;
import pxos.pipeline.Outside;
import pxos.proof.FakeEmulator;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools as an agent calls them, on an emulator that executes nothing. */
class AgentsTest {

    @TempDir
    private Path folder;

    /** What a user may have settled. */
    private static final Map<String, String> SETTINGS = Map.of("PXOS_LM_URL", "http://127.0.0.1:9/v1");

    private final FakeEmulator emulator = new FakeEmulator();
    private final Hands clock = new Hands();
    private Workspace workspace;
    private Agents agents;
    private Client client;

    /** A clock that somebody else turns. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-26T14:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void serve() throws Exception {
        workspace = new Workspace(folder.resolve("pxos"));
        Outside real = Outside.of(Map.of());
        Outside outside = new Outside(() -> emulator, real.assembler(), real.models(), clock);
        agents = new Agents(workspace.root(), true, SETTINGS, outside);
        client = Client.of((in, out) -> agents.serve("1", in, out, new PrintWriter(new StringWriter())));
        client.initialize("2025-06-18");
    }

    @AfterEach
    void end() {
        client.close();
        agents.close();
    }

    private static ObjectNode banner(String shown, String wanted) {
        return (ObjectNode) Json.read(Answers.typing(
                "greeting",
                "",
                new String[] {"row \"" + wanted + "\""},
                "{\"type\":\"TEXT\",\"label\":\"greeting_text\",\"text\":\"" + shown + "\"}",
                Answers.hook("banner", "greeting_text", "")));
    }

    private JsonNode build(ObjectNode answer) {
        ObjectNode arguments = Json.object().put("goal", "Greet me");
        arguments.set("answer", answer);
        return client.call("build_feature", arguments);
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asString();
    }

    @Test
    void makesAPxosWhereThereIsNoneAndProvesTheAgentsOwnCode() throws Exception {
        assertThat(workspace.root()).as("before the first call").doesNotExist();

        JsonNode result = build(banner("HI", "HI"));

        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(text(result))
                .startsWith("PASS")
                .contains("|HI", "by mcp:tester", workspace.root().toString());
        assertThat(result.at("/structuredContent/verdict").asString()).startsWith("PASS");
        assertThat(result.at("/structuredContent/seen_in_qemu/rows/0").asString())
                .isEqualTo("HI");
        assertThat(Files.readString(workspace.source())).contains("# === feature greeting ===");
    }

    @Test
    void tellsTheAgentWhatAModelWouldBeTold() {
        JsonNode schema = build(banner("HI", "HI").put("colour", "red"));
        JsonNode test = build(banner("HO", "HI"));

        assertThat(schema.path("isError").asBoolean()).isTrue();
        assertThat(text(schema)).contains("colour", "hand the whole of it in again", "pxOS is unchanged");
        assertThat(text(test)).contains("wanted", "the row \"HI\"", "HO").hasSizeLessThanOrEqualTo(2_000);
        assertThat(test.path("content").size()).isEqualTo(1);
        assertThat(test.has("structuredContent")).isFalse();
    }

    @Test
    void saysWhatIsWrongOnce() {
        JsonNode result = build((ObjectNode) Json.read(Answers.typing(
                "greeting",
                "",
                new String[] {"row \"HI\""},
                "{\"type\":\"CALL\",\"label\":\"nowhere\"}",
                "{\"type\":\"CALL\",\"label\":\"elsewhere\"}",
                Answers.hook("banner", "greeting_text", ""))));

        assertThat(text(result)).containsOnlyOnce("nowhere").containsOnlyOnce("elsewhere");
    }

    @Test
    void sendsAnAgentWhoseGoalNoRecipeKnowsToItsOwnCode() {
        JsonNode result = client.call(
                "build_goal",
                Json.object().put("goal", "Add a command that plays chess").put("llm", "recipes"));

        assertThat(text(result)).contains("no recipe answers the goal", "build_feature");
    }

    @Test
    void asksTheServerThatTheUserHasSettled() {
        JsonNode result = client.call(
                "build_goal", Json.object().put("goal", "Add backspace support").put("llm", "lm-studio"));

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(text(result)).contains("127.0.0.1:9");
    }

    @Test
    void offersToolsOnOneSmallPageThatSaysEverythingOfEach() {
        JsonNode tools = client.ask("tools/list", Json.object()).path("result");

        assertThat(Json.write(tools).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(12_000);
        assertThat(tools.has("nextCursor")).isFalse();
        assertThat(tools.path("tools").valueStream()).allSatisfy(tool -> {
            assertThat(tool.path("description").asString()).matches("(?s).*(pxOS|QEMU).*");
            assertThat(tool.at("/annotations/readOnlyHint").isBoolean()).isTrue();
            assertThat(tool.at("/annotations/openWorldHint").asBoolean()).isFalse();
            assertThat(tool.at("/inputSchema/properties").valueStream())
                    .allSatisfy(argument ->
                            assertThat(argument.path("description").asString()).isNotEmpty());
        });
    }

    @Test
    void tellsEachPartOfTheContractByItself() {
        for (String part : Contract.PARTS) {
            JsonNode result = client.call("contract", Json.object().put("part", part));

            assertThat(result.path("isError").asBoolean()).as(text(result)).isFalse();
            assertThat(text(result)).hasSizeGreaterThan(100).hasSizeLessThan(12_000);
        }
    }

    @Test
    void keepsARunningPxosToTypeOn() {
        JsonNode booted = client.call("boot", Json.object());
        JsonNode typed =
                client.call("type_keys", Json.object().put("session", "boot-1").put("keys", "abc"));

        assertThat(text(booted)).startsWith("session boot-1").contains("|pxOS v1>", "it waits for a key");
        assertThat(text(typed)).contains("|pxOS v1> abc");
        assertThat(typed.at("/content/1/mimeType").asString()).isEqualTo("image/png");
        assertThat(text(client.call("power_off", Json.object().put("session", "boot-1"))))
                .contains("has ended");
        assertThat(emulator.open()).isZero();
    }

    @Test
    void hasTwoSessionsAtMostAndEndsThoseThatNobodyUses() {
        client.call("boot", Json.object());
        client.call("boot", Json.object());
        assertThat(text(client.call("boot", Json.object()))).contains("2 sessions are open already", "power_off");

        clock.now = clock.now.plus(Duration.ofMinutes(6));
        client.call("type_keys", Json.object().put("session", "boot-2").put("keys", "a"));
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        agents.sweep();

        assertThat(emulator.open()).isEqualTo(1);
        assertThat(text(client.call(
                        "type_keys", Json.object().put("session", "boot-1").put("keys", "a"))))
                .contains("there is no session 'boot-1'", "boot-2");
        agents.close();
        assertThat(emulator.open()).isZero();
    }

    @Test
    void showsTheScreenAndTheRunsAndTakesOneBack() {
        build(banner("HI", "HI"));

        assertThat(text(client.call("screenshot", Json.object().put("keys", "x"))))
                .contains("|HI", "|pxOS v1> x");
        assertThat(text(client.call("screenshot", Json.object().put("keys", "{Entre}"))))
                .contains("Entre", "{Enter}");
        assertThat(text(client.call("test", Json.object()))).startsWith("PASS");
        assertThat(text(client.call("test", Json.object().put("only", "zebra"))))
                .contains("no test's name contains");
        assertThat(text(client.call("history_search", Json.object()))).contains("PASS", "Greet me");
        assertThat(text(client.call("show_run", Json.object().put("run", "last"))))
                .contains("verdict    PASS");
        assertThat(client.call("diff", Json.object().put("run", "last"))
                        .at("/content/1/type")
                        .asString())
                .isEqualTo("image");
        assertThat(text(client.call("show_run", Json.object().put("run", "run_1"))))
                .contains("history_search");
    }

    @Test
    void takesARunBackAndNamesToolsWhereTheCommandLineNamesCommands() {
        build(banner("HI", "HI"));

        assertThat(text(client.call("list_features", Json.object()))).contains("greeting: Greet me", "free", "M2");
        assertThat(text(client.call("undo_run", Json.object())))
                .startsWith("PASS")
                .contains("no features");
        assertThat(text(client.call("remove_feature", Json.object().put("feature", "greeting"))))
                .contains("has no feature 'greeting'", "list_goals")
                .doesNotContain("pxos goals");
    }

    @Test
    void letsAgentsReadWhatItWorksOn() {
        build(banner("HI", "HI"));
        JsonNode listed = client.ask("resources/list", Json.object()).at("/result/resources");

        assertThat(listed.valueStream()).allSatisfy(resource -> {
            JsonNode read = client.ask(
                    "resources/read",
                    Json.object().put("uri", resource.path("uri").asString()));
            assertThat(read.at("/result/contents/0").propertyNames()).containsAnyOf("text", "blob");
        });
        List<String> runs = client.ask("resources/read", Json.object().put("uri", "pxos://runs/last"))
                .at("/result/contents/0/text")
                .asString()
                .lines()
                .toList();
        assertThat(runs).singleElement().asString().contains("Greet me");
        assertThat(client.ask("prompts/get", Json.object().put("name", "next_milestone"))
                        .at("/result/messages/0/content/text")
                        .asString())
                .contains("next_milestone");
    }
}
