package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;

/** LM Studio that is not there, is something else, or talks garbage. */
class BadServerTest {

    @TempDir
    private Path folder;

    private Cli cli;
    private Map<String, String> before;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        before = Fingerprint.of(cli.workspace());
    }

    private JsonNode failed(int exitCode, String llm, String url, String goal) throws Exception {
        Cli.Result result = cli.run("--machine", "--llm", llm, "--lm-studio-url", url, "--goal", goal);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.json().at("/success").asBoolean()).isFalse();
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
        return result.json().at("/error");
    }

    private static String deadUrl() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
        }
    }

    @Test
    void saysHowToStartLmStudioWhenItDoesNotAnswer() throws Exception {
        String url = deadUrl();
        JsonNode error = failed(3, "lm-studio", url, "Update hello message");
        assertThat(error.at("/message").asString()).contains(url.substring(7, url.length() - 3));
        assertThat(error.at("/hint").asString()).contains("lms server start");
    }

    @Test
    void takesARecipeWhenLmStudioDoesNotAnswerAndSaysSo() throws Exception {
        Cli.Result result =
                cli.run("--machine", "--no-test", "--lm-studio-url", deadUrl(), "--goal", "Update hello message");
        assertThat(result.exitCode()).isZero();
        assertThat(result.json().at("/generator").asString()).isEqualTo("recipes");
        assertThat(result.err()).contains("LM Studio does not answer at ", "the recipes write the code");
    }

    @Test
    void saysHowToStartLmStudioAndWhatWorksWithoutItWhenNeitherCanServe() throws Exception {
        JsonNode error = failed(3, "auto", deadUrl(), "Add a command rot13 that prints its argument in rot13");
        assertThat(error.at("/hint").asString()).contains("lms server start", "Add command echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>It works!</html>", "{\"data\": 5}"})
    void refusesAServerThatIsNoModelServer(String body) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new mockwebserver3.Dispatcher() {
                @Override
                public MockResponse dispatch(mockwebserver3.RecordedRequest request) {
                    return new MockResponse.Builder().code(200).body(body).build();
                }
            });
            server.start(InetAddress.getByName("127.0.0.1"), 0);
            JsonNode error =
                    failed(3, "lm-studio", "http://127.0.0.1:" + server.getPort() + "/v1", "Update hello message");
            assertThat(error.at("/message").asString()).isNotBlank();
            assertThat(error.at("/hint").asString()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"I'd love to help!", "{}", "{\"feature\": \"X Y\", \"summary\": 5}", "[[[[[[", "null"})
    void givesUpOnAModelThatTalksGarbage(String answer) throws Exception {
        try (StandInServer server = StandInServer.answering(answer)) {
            JsonNode error = failed(4, "lm-studio", server.url(), "Print a star");
            assertThat(error.at("/message").asString())
                    .contains("gave no answer that can be used, to the long prompt or to the short one")
                    .doesNotContain("REDACTED");
            String hint = error.at("/hint").asString();
            assertThat(hint).contains("larger model", "What was asked and answered, in the short form: ");
            assertThat(Path.of(hint.substring(hint.lastIndexOf(": ") + 2))).isRegularFile();
            assertThat(server.asked()).hasSizeLessThan(12);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a url",
                "ftp://localhost/v1",
                "http://",
                "file:///etc/passwd",
                "http://127.0.0.1:99999/v1",
                "http://a_b:1/v1"
            })
    void refusesAnAddressThatIsNone(String url) throws Exception {
        JsonNode error = failed(2, "lm-studio", url, "Update hello message");
        assertThat(error.at("/message").asString()).contains(url);
    }

    @Test
    void keepsThePromptAndWhatCameOfAnAnswerThatBrokeOff() throws Exception {
        String begun = "{\"feature\":\"star\",\"primitives\":[{\"type\":\"ASM\",";
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), StandInServer.HUNG_UP + begun)) {
            Cli.Result result = cli.run(
                    "--machine", "--llm", "lm-studio", "--lm-studio-url", server.url(), "--goal", "Print a star");
            assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
            JsonNode attempt = RunFolder.trajectory(cli, result).get(0);
            assertThat(attempt.at("/stage").asString()).isEqualTo("generate");
            assertThat(attempt.at("/replies")).hasSize(1);
            JsonNode reply = attempt.at("/replies/0");
            String said = reply.at("/system").asString() + reply.at("/prompt").asString();
            JsonNode messages = server.askedForCode().get(0).body().at("/messages");
            assertThat(messages).hasSize(4);
            messages.forEach(
                    message -> assertThat(said).contains(message.path("content").asString()));
            assertThat(reply.at("/raw_answer").asString()).isEqualTo(begun);
            assertThat(reply.at("/answer").asString()).isEmpty();
            assertThat(reply.at("/completion_tokens").asInt()).isEqualTo((begun.length() + 3) / 4);
            assertThat(reply.at("/model_ms").isNumber()).isTrue();
            assertThat(reply.at("/error").asString()).contains("hung up in the middle of its answer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        StandInServer.HUNG_UP + ",hung up before its answer",
        StandInServer.REFUSED + "the GPU is on fire,the GPU is on fire"
    })
    void keepsThePromptForAPlanThatWasNotAnswered(String answer, String error) throws Exception {
        try (StandInServer server = StandInServer.answering(answer)) {
            Cli.Result result = cli.run(
                    "--machine", "--llm", "lm-studio", "--lm-studio-url", server.url(), "--goal", "Print a star");
            assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
            List<JsonNode> trajectory = RunFolder.trajectory(cli, result);
            assertThat(trajectory).hasSize(1);
            assertThat(trajectory.get(0).at("/stage").asString()).isEqualTo("plan");
            JsonNode reply = trajectory.get(0).at("/replies/0");
            assertThat(reply.at("/prompt").asString()).contains("Print a star");
            assertThat(reply.at("/raw_answer").asString()).isEmpty();
            assertThat(reply.at("/error").asString()).contains(error);
        }
    }
}
