package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pxos.model.AskOptions;
import pxos.model.Reply;

class LmStudioClientTest {

    @Test
    void asksWithASchemaAndTakesTheJsonOutOfTheAnswer() throws Exception {
        try (StandInServer server = StandInServer.answering("Sure!\n```json\n" + Requests.ANSWER + "\n```\nDone.");
                LmStudioClient client =
                        new LmStudioClient(LmSettings.of(server.url(), ""), Requests.schemas(), Progress.SILENT)) {
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
