package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.model.AskOptions;

class DiscoveryTest {

    private static final String V0 = "{\"data\":["
            + "{\"id\":\"text-embedding-nomic\",\"type\":\"embeddings\",\"state\":\"loaded\",\"max_context_length\":2048},"
            + "{\"id\":\"big\",\"type\":\"llm\",\"state\":\"not-loaded\",\"max_context_length\":32768},"
            + "{\"id\":\"seeing\",\"type\":\"vlm\",\"state\":\"loaded\",\"max_context_length\":9999,"
            + "\"loaded_context_length\":6000}]}";
    private static final String V1 = "{\"models\":["
            + "{\"key\":\"emb\",\"type\":\"embedding\",\"loaded_instances\":[{\"id\":\"emb\"}],\"max_context_length\":512},"
            + "{\"key\":\"big\",\"type\":\"llm\",\"loaded_instances\":[],\"max_context_length\":32768},"
            + "{\"key\":\"seeing\",\"type\":\"llm\",\"loaded_instances\":[{\"id\":\"seeing\",\"config\":"
            + "{\"context_length\":6000}}],\"max_context_length\":9999}]}";
    private static final String PLAIN =
            "{\"object\":\"list\",\"data\":[{\"id\":\"text-embedding-nomic\"},{\"id\":\"big\"},{\"id\":\"seeing\"}]}";

    @Test
    void readsLmStudiosOwnLists() throws Exception {
        for (Map<String, String> pages : List.of(Map.of("/api/v0/models", V0), Map.of("/api/v1/models", V1))) {
            try (MockWebServer server = serving(pages);
                    LmStudioClient client = client(server, "")) {
                assertThat(client.models()).hasSize(3);
                assertThat(client.models().get(0).isGenerative()).isFalse();
                assertThat(client.models().get(1)).isEqualTo(new ModelInfo("big", "llm", false, 0, 32768));
                assertThat(client.model().name()).isEqualTo("seeing");
                assertThat(client.model().contextTokens()).isEqualTo(6000);
            }
        }
    }

    @Test
    void asksForTheModelsOnceHoweverManyWantThem() throws Exception {
        try (MockWebServer server = serving(Map.of("/api/v0/models", V0));
                LmStudioClient client = client(server, "")) {
            client.requireReady();

            assertThat(client.isAnswering()).isTrue();
            assertThat(client.models()).hasSize(3);
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void asksAgainWhereThereWasNoAnswer() throws Exception {
        try (MockWebServer server = serving(new ConcurrentHashMap<>());
                LmStudioClient client = client(server, "")) {
            assertThatThrownBy(client::requireReady).isInstanceOf(Problem.class);
        }
        ConcurrentHashMap<String, String> pages = new ConcurrentHashMap<>();
        try (MockWebServer server = serving(pages);
                LmStudioClient client = client(server, "")) {
            assertThatThrownBy(client::requireReady).isInstanceOf(Problem.class);
            pages.put("/api/v0/models", V0);
            client.requireReady();
        }
    }

    @Test
    void fallsBackToTheListThatEveryServerHas() throws Exception {
        try (MockWebServer server = serving(Map.of("/v1/models", PLAIN));
                LmStudioClient client = client(server, "")) {
            assertThat(client.isAnswering()).isTrue();
            assertThat(client.model()).isEqualTo(new ModelInfo("big", "", true, 0, 0));
            assertThat(client.model().plannedContextTokens()).isEqualTo(4096);
        }
    }

    @ParameterizedTest
    @CsvSource({"big,big", "BIG,big", "alias,alias"})
    void takesTheModelThatIsAskedFor(String wanted, String expected) throws Exception {
        try (MockWebServer server = serving(Map.of("/api/v0/models", V0));
                LmStudioClient client = client(server, wanted)) {
            assertThat(client.model().name()).isEqualTo(expected);
        }
    }

    @Test
    void takesTheFirstModelThatWritesWhereNoneIsLoaded() throws Exception {
        String none = V0.replace("\"loaded\"", "\"not-loaded\"");
        try (MockWebServer server = serving(Map.of("/api/v0/models", none));
                LmStudioClient client = client(server, "")) {
            assertThat(client.model().name()).isEqualTo("big");
        }
    }

    @Test
    void saysThatItWaitsForAModelToLoad() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.listing("{\"data\":[{\"id\":\"big\",\"type\":\"llm\",\"state\":\"not-loaded\"}]}")
                    .thenMessage(Requests.ANSWER);
            server.ask();
            assertThat(server.notes()).contains("waiting for big to load");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[]}", "{\"data\":[{\"id\":\"text-embedding-nomic\"}]}"})
    void saysHowToLoadAModelWhereThereIsNone(String list) throws Exception {
        try (MockWebServer server = serving(Map.of("/v1/models", list));
                LmStudioClient client = client(server, "")) {
            assertThat(client.isAnswering()).isFalse();
            assertThatThrownBy(() -> client.ask(Requests.code("x"), AskOptions.DEFAULT))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.hint()).contains("lms load"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>It works!</html>", "", "{\"data\":7}", "[[[[", "\uFFFD"})
    void anotherProgramOnThePortIsNoServer(String page) throws Exception {
        try (MockWebServer server =
                        serving(Map.of("/v1/models", page, "/api/v0/models", page, "/api/v1/models", page));
                LmStudioClient client = client(server, "")) {
            assertThat(client.isAnswering()).isFalse();
            assertThatThrownBy(client::models)
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.hint()).contains("--lm-studio-url"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1234/v1,http://localhost:1234",
        "http://localhost:1234/v1/,http://localhost:1234",
        "http://localhost:1234,http://localhost:1234",
        "HTTP://[::1]:1234/,http://[::1]:1234",
        "https://example.org/llm/v1,https://example.org/llm"
    })
    void understandsTheUrlsThatPeopleGive(String url, String root) throws Exception {
        assertThat(ServerAddress.of(url).root()).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:1234",
                "ftp://x/v1",
                "",
                "http://",
                "http://a b",
                "http://u:secret@h/v1",
                "file:///etc"
            })
    void refusesOtherUrlsWithARemedy(String url) {
        assertThatThrownBy(() -> ServerAddress.of(url))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.hint()).isNotEmpty())
                .hasMessageNotContaining("secret");
    }

    private static LmStudioClient client(MockWebServer server, String model) throws Exception {
        LmSettings settings = new LmSettings(ServerAddress.of(url(server)), model, ApiToken.of(""), ModelServer.LIMITS);
        return new LmStudioClient(settings, Requests.schemas(), Progress.SILENT, KnownServers.none());
    }

    private static String url(MockWebServer server) {
        return "http://127.0.0.1:" + server.getPort() + "/v1";
    }

    private static MockWebServer serving(Map<String, String> pages) throws IOException {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String page = pages.get(request.getTarget());
                // LM Studio answers an unknown path with status 200 and an error.
                return new MockResponse.Builder()
                        .body(page == null ? "{\"error\":\"Unexpected endpoint or method.\"}" : page)
                        .build();
            }
        });
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        return server;
    }
}
