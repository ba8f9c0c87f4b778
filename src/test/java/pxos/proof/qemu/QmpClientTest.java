package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pxos.proof.qemu.ScriptedMonitor.GREETING;
import static pxos.proof.qemu.ScriptedMonitor.reply;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.json.Json;

class QmpClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    private interface Check {
        void with(QmpClient client);
    }

    private static void talk(Duration deadline, String greeting, Function<String, String> answer, Check check)
            throws IOException {
        try (ScriptedMonitor monitor = new ScriptedMonitor(greeting, answer);
                QmpClient client = new QmpClient(monitor.connect(), deadline)) {
            check.with(client);
        }
    }

    @Test
    void negotiatesAndReturnsWhatACommandReturns() throws IOException {
        talk(LONG, GREETING, line -> reply(line, "{\"said\": " + line + "}"), client -> {
            client.negotiate();
            assertThat(client.execute("stop", Json.object().put("a", 1))
                            .path("said")
                            .path("execute")
                            .asString())
                    .isEqualTo("stop");
            assertThat(client.execute("stop", Json.object().put("a", 1))
                            .path("said")
                            .path("arguments")
                            .path("a")
                            .asInt())
                    .isEqualTo(1);
        });
    }

    @Test
    void survivesStrayLines() throws IOException {
        String noise = String.join("", ScriptedMonitor.noise());
        talk(LONG, noise + GREETING, line -> noise + reply(line, "\"good\"") + noise, client -> {
            client.negotiate();
            assertThat(client.monitor("info")).isEqualTo("good");
            assertThat(client.monitor("info")).isEqualTo("good");
            assertThat(client.sawEvent("RTC_CHANGE")).isTrue();
        });
    }

    @Test
    void survivesRandomBytesBetweenReplies() throws IOException {
        Random random = new Random(3);
        Function<String, String> answer = line -> {
            StringBuilder noise = new StringBuilder();
            for (int i = random.nextInt(300); i > 0; i--) {
                noise.append((char) random.nextInt(256));
            }
            return noise + "\n" + reply(line, "\"good\"");
        };
        talk(LONG, GREETING, answer, client -> {
            for (int i = 0; i < 200; i++) {
                assertThat(client.monitor("info")).isEqualTo("good");
            }
        });
    }

    @Test
    void remembersAnEventUntilItIsForgotten() throws IOException {
        talk(LONG, GREETING, line -> "{\"event\": \"SHUTDOWN\"}\n" + reply(line, "{}"), client -> {
            assertThat(client.sawEvent("SHUTDOWN")).isFalse();
            client.execute("cont");
            assertThat(client.sawEvent("SHUTDOWN")).isTrue();
            client.forgetEvent("SHUTDOWN");
            assertThat(client.sawEvent("SHUTDOWN")).isFalse();
        });
    }

    @Test
    void waitsForAnEventThatWasNotSeenYet() throws IOException {
        talk(
                LONG,
                GREETING,
                line -> reply(line, "{}") + "{\"event\": \"RTC_CHANGE\"}\n{\"event\": \"RESET\"}\n",
                client -> {
                    client.execute("system_reset");
                    client.awaitEvent("RESET");
                    assertThat(client.sawEvent("RESET")).isTrue();
                    client.awaitEvent("RESET");
                });
        talk(
                SHORT,
                GREETING,
                line -> reply(line, "{}"),
                client -> assertThatThrownBy(() -> client.awaitEvent("RESET"))
                        .hasMessage("QEMU did not answer RESET within 100 ms"));
    }

    @Test
    void reportsARefusal() throws IOException {
        talk(
                LONG,
                GREETING,
                line -> "{\"error\": {\"class\": \"X\", \"desc\": \"no such thing\"}, \"id\": "
                        + ScriptedMonitor.id(line) + "}\n",
                client -> assertThatThrownBy(() -> client.execute("fly"))
                        .isInstanceOf(Problem.class)
                        .hasMessage("QEMU refused fly: no such thing"));
    }

    @Test
    void givesUpOnAReplyThatDoesNotCome() throws IOException {
        talk(
                SHORT,
                GREETING,
                line -> "",
                client -> assertThatThrownBy(() -> client.monitor("info"))
                        .hasMessage("QEMU did not answer human-monitor-command within 100 ms"));
    }

    @Test
    void givesUpOnAGreetingThatDoesNotCome() throws IOException {
        talk(
                SHORT,
                "",
                line -> "",
                client -> assertThatThrownBy(client::negotiate)
                        .hasMessage("QEMU did not answer the greeting within 100 ms"));
    }

    @Test
    void takesALateReplyForNothingButItself() throws IOException {
        StringBuilder late = new StringBuilder();
        Function<String, String> oneLate = line -> {
            if (late.isEmpty()) {
                late.append(reply(line, "\"late\""));
                return "";
            }
            return late + reply(line, "\"in time\"");
        };
        talk(SHORT, GREETING, oneLate, client -> {
            assertThatThrownBy(() -> client.monitor("first")).hasMessageContaining("did not answer");
            assertThat(client.monitor("second")).isEqualTo("in time");
        });
    }

    @Test
    void noticesThatQemuHungUp() throws IOException {
        talk(LONG, GREETING, line -> null, client -> {
            assertThatThrownBy(() -> client.monitor("info")).hasMessageContaining("QEMU closed its monitor");
            assertThatThrownBy(() -> client.monitor("info")).hasMessageContaining("QEMU closed its monitor");
        });
    }
}
