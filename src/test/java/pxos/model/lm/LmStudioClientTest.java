package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pxos.model.AskOptions;
import pxos.model.Reply;

class LmStudioClientTest {

    @Test
    void logsEachRequestWithPathSizeStatusAndTime() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(HttpWire.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setAdditive(false);
        Level before = log.getLevel();
        log.setLevel(Level.DEBUG);
        try (ModelServer server = new ModelServer();
                LmStudioClient client = server.client(ModelServer.LIMITS, ApiToken.of("sk-secret-1"))) {
            server.thenJson(404, "{\"error\":\"No models loaded\"}");
            client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
        } finally {
            log.setLevel(before);
            log.setAdditive(true);
            log.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        list -> assertThat(list).matches("GET /api/v0/models, 0 bytes: 200 after \\d+ ms"),
                        chat -> assertThat(chat).matches("POST /v1/chat/completions, \\d{4} bytes: 404 after \\d+ ms"));
    }

    @Test
    void asksWithASchemaAndTakesTheJsonOutOfTheAnswer() throws Exception {
        try (StandInServer server = StandInServer.answering("Sure!\n```json\n" + Requests.ANSWER + "\n```\nDone.");
                LmStudioClient client = new LmStudioClient(
                        LmSettings.of(server.url(), ""), Requests.schemas(), Progress.SILENT, KnownServers.none())) {
            assertThat(client.isAnswering()).isTrue();

            Reply reply = client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);

            assertThat(reply.json()).isEqualTo(Requests.ANSWER);
            assertThat(reply.model()).isEqualTo("stand-in");
            assertThat(reply.promptTokens()).isPositive();
            assertThat(reply.completionTokens()).isPositive();
            assertThat(server.asked()).hasSize(1);
            assertThat(server.asked().get(0).prompt()).contains("Add rot13");
            assertThat(server.asked()
                            .get(0)
                            .body()
                            .at("/response_format/json_schema/strict")
                            .asBoolean())
                    .isTrue();
        }
    }
}
