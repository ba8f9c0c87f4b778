package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.mcp.Client;
import pxos.model.lm.Answers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code pxos mcp} as a client meets it: a process on two pipes, with a real QEMU. */
@Tag("long")
class AgentProcessIT {

    private static final int DEADLINE_SECONDS = 60;
    private static final JsonNode TOKEN = JsonNodeFactory.instance.stringNode("a-token");

    @TempDir
    private Path folder;

    private Cli cli;
    private Process process;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        cli = Cli.in(folder);
        List<String> command = new ArrayList<>(CliProcess.java());
        command.addAll(List.of("mcp", "--workspace", cli.workspace().root().toString()));
        process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();
        client = new Client(process.getInputStream(), process.getOutputStream());
        client.initialize("2025-11-25");
    }

    @AfterEach
    void kill() {
        process.toHandle().destroyForcibly();
    }

    private static ObjectNode rot13(String... expectations) {
        ObjectNode arguments = Json.object().put("goal", "Add a command rot13");
        arguments.set("answer", Json.read(Answers.rot13(Answers.ROT13, expectations)));
        return arguments;
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asString();
    }

    /** Begins a long run, and waits until it boots what it has built. */
    private int beginLongRun() {
        int id = client.beginCall(
                "next_milestone", Json.object().put("until", "M7").put("llm", "recipes"), TOKEN);
        client.await(message -> message.at("/params/message").asString("").startsWith("test: "));
        return id;
    }

    /** The QEMUs that run, as soon as there are any. */
    private List<ProcessHandle> guests() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        List<ProcessHandle> guests = List.of();
        while (guests.isEmpty() && System.nanoTime() < deadline) {
            guests = process.descendants()
                    .filter(one -> one.info().command().orElse("").contains("qemu"))
                    .toList();
            Thread.onSpinWait();
        }
        assertThat(guests).as("guests").isNotEmpty();
        return guests;
    }

    private static void assertEnded(List<ProcessHandle> guests) throws Exception {
        for (ProcessHandle guest : guests) {
            guest.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void assertProcessEnds() throws Exception {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
    }

    @Test
    void provesWhatAnAgentWroteAndRefusesWhatDoesNotWork() {
        JsonNode refused =
                client.call("build_feature", rot13("rows \"{prompt}rot13 Hello, z\" \"Uryyb!\" \"{prompt}\""));
        JsonNode proved = client.call("build_feature", rot13(Answers.ROT13_TEST));
        JsonNode shown = client.call("screenshot", Json.object().put("keys", "rot13 abc{Enter}"));

        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(text(refused))
                .contains("FAIL", "Uryyb!", "Uryyb, m", "pxOS is unchanged")
                .hasSizeLessThan(2_001);
        assertThat(text(proved)).startsWith("PASS").contains("command_parser", "|Uryyb, m");
        assertThat(Json.write(proved.path("structuredContent")))
                .contains("Uryyb, m")
                .hasSizeLessThan(6_000);
        assertThat(text(shown)).contains("|nop");
        assertThat(shown.at("/content/1/data").asString()).hasSizeGreaterThan(1_000);
    }

    @Test
    void endsACancelledRunWithItsGuestsAndGoesOn() throws Exception {
        Map<String, String> before = Fingerprint.of(cli.workspace());
        int run = beginLongRun();
        List<ProcessHandle> guests = guests();
        int look = client.beginCall("list_features", Json.object(), null);
        assertThat(text(client.response(look).path("result")))
                .as("who looks does not wait for the run")
                .contains("No features yet");

        client.tell(
                "notifications/cancelled", Json.object().put("requestId", run).put("reason", "time-out"));
        client.tell("notifications/cancelled", Json.object().put("requestId", run));
        assertEnded(guests);
        JsonNode next = client.call("build_feature", rot13(Answers.ROT13_TEST));

        assertThat(text(next)).startsWith("PASS");
        assertThat(client.received()).noneMatch(message -> message.path("id").asInt() == run);
        assertThat(text(client.call("undo_run", Json.object()))).startsWith("PASS");
        assertThat(Fingerprint.of(cli.workspace()).get("pxos-v1.0/pxos_commands.txt"))
                .isEqualTo(before.get("pxos-v1.0/pxos_commands.txt"));
    }

    @Test
    void endsWithItsInputInTheMiddleOfARun() throws Exception {
        Map<String, String> before = Fingerprint.of(cli.workspace());
        beginLongRun();
        client.call("boot", Json.object());
        List<ProcessHandle> guests = guests();

        client.close();

        assertProcessEnds();
        assertThat(process.exitValue()).isZero();
        assertEnded(guests);
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
        try (Stream<Path> runs = Files.list(cli.workspace().state().resolve("runs"))) {
            assertThat(runs).isEmpty();
        }
    }

    @Test
    void endsAtATerminateSignalInTheMiddleOfARun() throws Exception {
        Map<String, String> before = Fingerprint.of(cli.workspace());
        beginLongRun();
        client.call("boot", Json.object());
        List<ProcessHandle> guests = guests();

        process.toHandle().destroy();

        assertProcessEnds();
        assertEnded(guests);
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }

    @Test
    void answersAHundredCallsAndWhatComesBetweenThemOnStdoutAsMessagesOnly() throws Exception {
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            client.line(i % 10 == 0 ? "no message" : "");
            calls.add(
                    switch (i % 4) {
                        case 0 -> client.beginCall("list_features", Json.object(), null);
                        case 1 ->
                            client.beginCall("history_search", Json.object().put("words", "none"), TOKEN);
                        case 2 -> client.beginCall("contract", Json.object().put("part", "rules"), null);
                        default -> client.beginCall("type_keys", Json.object().put("session", "none"), null);
                    });
        }
        int picture = client.beginCall("screenshot", Json.object(), null);

        for (int call : calls) {
            JsonNode result = client.response(call).path("result");
            assertThat(result.path("isError").asBoolean()).isEqualTo(calls.indexOf(call) % 4 == 3);
        }
        assertThat(text(client.response(picture).path("result"))).contains("|pxOS v1>");
        client.close();
        assertProcessEnds();
        assertThat(folder.resolve("err")).content().contains("A line that is no message");
    }
}
