package pxos.proof.qemu;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A monitor on a loopback socket that answers each line it gets as the script says. */
final class ScriptedMonitor implements AutoCloseable {

    static final String GREETING = "{\"QMP\": {\"version\": {}, \"capabilities\": []}}\n";

    private final ServerSocket listener;
    private final CompletableFuture<Void> end;

    /** @param answer what to send for a received line; null hangs up */
    ScriptedMonitor(String greeting, Function<String, String> answer) throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        end = CompletableFuture.runAsync(() -> serve(greeting, answer));
    }

    Socket connect() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    private void serve(String greeting, Function<String, String> answer) {
        try (Socket client = listener.accept()) {
            send(client, greeting);
            StringBuilder received = new StringBuilder();
            byte[] buffer = new byte[4096];
            for (int count = client.getInputStream().read(buffer);
                    count >= 0;
                    count = client.getInputStream().read(buffer)) {
                received.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                for (int line = received.indexOf("\n"); line >= 0; line = received.indexOf("\n")) {
                    String reply = answer.apply(received.substring(0, line));
                    received.delete(0, line + 1);
                    if (reply == null) {
                        return;
                    }
                    send(client, reply);
                }
            }
        } catch (IOException e) {
            // The client went away: the test is over.
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A reply to the command in {@code line} with this value. */
    static String reply(String line, String value) {
        return "{\"return\": " + value + ", \"id\": " + id(line) + "}\n";
    }

    static long id(String line) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(line)
                .path("id")
                .asLong();
    }

    static List<String> noise() {
        return List.of(
                "garbage\n",
                "\n",
                "{\n",
                "[1,2]\n",
                "\"text\"\n",
                "null\n",
                "{\"return\": {}}\n",
                "{\"return\": {}, \"id\": 99999}\n",
                "{\"return\": {}, \"id\": \"x\"}\n",
                "{\"event\": 5}\n",
                "{\"event\": \"RTC_CHANGE\"}\n",
                "\u00ff\u00fe\u0000\n",
                "{\"QMP\": 1}\n",
                "x".repeat(100_000) + "\n",
                "[".repeat(5000) + "\n");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        end.join();
    }
}
