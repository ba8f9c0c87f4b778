package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.model.AskOptions;
import pxos.model.Reply;

/** Servers that speak HTTP/1.0, as small scripts do: the end of an answer is the end of its connection. */
@Timeout(60)
class PlainServersTest {

    /** Answers each connection once, and closes it. */
    private static final class PlainServer implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
        private final ExecutorService threads = Executors.newSingleThreadExecutor();

        PlainServer(boolean streams, boolean counts) throws IOException {
            threads.execute(() -> {
                try {
                    while (true) {
                        answer(streams, counts);
                    }
                } catch (IOException e) {
                    if (!door.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }

        private void answer(boolean streams, boolean counts) throws IOException {
            try (Socket socket = door.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String path = in.readLine().split(" ")[1];
                int length = 0;
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(line.replaceAll("\\D", ""));
                    }
                }
                for (int i = 0; i < length; i++) {
                    in.read();
                }
                String answer = streams
                        ? ModelServer.events(ModelServer.delta("content", Requests.ANSWER), "[DONE]")
                        : ModelServer.message("content", Requests.ANSWER, "stop");
                String body = path.equals("/api/v0/models") ? ModelServer.LOADED : answer;
                String header = counts ? "Content-Length: " + body.length() + "\r\n" : "";
                socket.getOutputStream()
                        .write(("HTTP/1.0 200 OK\r\n" + header + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
            }
        }

        String url() {
            return "http://127.0.0.1:" + door.getLocalPort() + "/v1";
        }

        @Override
        public void close() throws IOException {
            door.close();
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void answersOfAServerWithoutKeepAliveAreReadWhole(boolean streams, boolean counts) throws Exception {
        try (PlainServer server = new PlainServer(streams, counts);
                LmStudioClient client = new LmStudioClient(
                        LmSettings.of(server.url(), ""), Requests.schemas(), Progress.SILENT, KnownServers.none())) {
            for (int i = 0; i < 3; i++) {
                Reply reply = client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
                assertThat(reply.failure()).isEmpty();
                assertThat(reply.json()).isEqualTo(Requests.ANSWER);
                assertThat(reply.transcript().notes()).isEmpty();
            }
        }
    }
}
