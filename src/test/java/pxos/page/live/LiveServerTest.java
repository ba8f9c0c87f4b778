package pxos.page.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.workspace.Workspace;

class LiveServerTest {

    private static final int DEADLINE_MS = 20_000;

    @TempDir
    private Path folder;

    private Workspace workspace;
    private LiveServer server;
    private URI url;

    @BeforeEach
    void start() throws Exception {
        workspace = new Workspace(folder);
        server = LiveServer.start(workspace, () -> "<p>the page</p>", 0);
        url = URI.create(server.url());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private Socket ask(String method, String path, String host) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), url.getPort());
        socket.setSoTimeout(DEADLINE_MS);
        String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String answer(String method, String path, String host) throws IOException {
        try (Socket socket = ask(method, path, host)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String here() {
        return "127.0.0.1:" + url.getPort();
    }

    @Test
    void givesThePageToWhoeverKnowsItsAddress() throws Exception {
        String answer = answer("GET", url.getPath(), here());

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("<p>the page</p>");
        assertThat(answer)
                .containsIgnoringCase("Cache-Control: no-store")
                .containsIgnoringCase("X-Frame-Options: DENY");
        assertThat(url.getHost()).isEqualTo("127.0.0.1");
        assertThat(url.getPath()).matches("/[0-9a-f]{32}/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/events", "/00000000000000000000000000000000/", "/favicon.ico"})
    void givesNothingWithoutTheToken(String path) throws Exception {
        assertThat(answer("GET", path, here())).startsWith("HTTP/1.1 404").doesNotContain("the page");
    }

    /** A page of another site can lead a name of its own to this computer; the browser then names that one. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80", ""})
    void givesNothingToWhoeverNamesAnotherHost(String host) throws Exception {
        assertThat(answer("GET", url.getPath(), host))
                .doesNotContain("the page")
                .doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void takesNothing() throws Exception {
        assertThat(answer("POST", url.getPath(), here())).startsWith("HTTP/1.1 405");
    }

    @Test
    void sendsWhatARunWritesDownAndBeginsAnewWithTheNextOne() throws Exception {
        Files.writeString(workspace.events(), "{\"event\":\"note\",\"text\":\"first\"}\n{\"event\":");
        try (Socket socket = ask("GET", url.getPath() + "events", here());
                BufferedReader events =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(next(events)).isEqualTo("data: {\"event\":\"note\",\"text\":\"first\"}");

            Files.writeString(
                    workspace.events(),
                    "\"note\",\"text\":\"half a line, then the rest\"}\n",
                    StandardOpenOption.APPEND);
            assertThat(next(events)).isEqualTo("data: {\"event\":\"note\",\"text\":\"half a line, then the rest\"}");

            Path fresh = workspace.events().resolveSibling("fresh");
            Files.writeString(fresh, "{\"event\":\"note\",\"text\":\"" + "another run ".repeat(20) + "\"}\n");
            Files.move(fresh, workspace.events(), StandardCopyOption.REPLACE_EXISTING);
            assertThat(next(events)).contains("another run");
        }
    }

    private static String next(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data: ")) {
                return line;
            }
        }
        return "";
    }

    @Test
    void severalPagesHearTheSameRunAndOneThatLeavesStopsNoOther() throws Exception {
        Files.writeString(workspace.events(), "{\"text\":\"first\"}\n");
        try (Socket stays = ask("GET", url.getPath() + "events", here());
                BufferedReader heard =
                        new BufferedReader(new InputStreamReader(stays.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(next(heard)).contains("first");
            for (int i = 0; i < 20; i++) {
                try (Socket leaves = ask("GET", url.getPath() + "events", here());
                        BufferedReader other = new BufferedReader(
                                new InputStreamReader(leaves.getInputStream(), StandardCharsets.UTF_8))) {
                    assertThat(other.readLine()).contains(i < 15 ? "200" : "HTTP/1.1");
                }
            }

            Files.writeString(workspace.events(), "{\"text\":\"second\"}\n", StandardOpenOption.APPEND);

            assertThat(next(heard)).contains("second");
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        assertThatThrownBy(() -> LiveServer.start(workspace, () -> "", url.getPort()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot listen on port " + url.getPort());
    }

    @Test
    void leavesNothingInTheWorkspace() throws Exception {
        assertThat(workspace.watched()).exists();

        server.close();

        assertThat(workspace.watched()).doesNotExist();
        assertThat(workspace.events()).doesNotExist();
    }
}
