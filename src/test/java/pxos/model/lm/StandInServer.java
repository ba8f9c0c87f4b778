package pxos.model.lm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import pxos.json.Json;
import pxos.model.prompt.TokenCount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scripted OpenAI-compatible server on 127.0.0.1, for tests and demonstrations: answers what it was told to, and
 * remembers what it was asked.
 */
public final class StandInServer implements AutoCloseable {

    /** In front of an answer: it ends here because its room is used up. */
    public static final String CUT_SHORT = "(cut short)";

    /** In front of an answer: it is an error, and the rest its message. */
    public static final String REFUSED = "(refused)";

    /** In front of an answer: the connection breaks off behind it; before any response where there is no more. */
    public static final String HUNG_UP = "(hung up)";

    /** Between two answers to one question that asks for several; the last one is repeated. */
    public static final String ANOTHER = "(another)";

    private static final int PIECE_CHARACTERS = 4;

    static {
        // Without it each answer waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final Function<Asked, String> script;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final int contextTokens;
    private final int slots;

    /**
     * What a client asked.
     *
     * @param number 1 for the first question
     * @param body the whole request
     */
    public record Asked(int number, JsonNode body) {

        /** All messages, one after the other. */
        public String prompt() {
            StringBuilder text = new StringBuilder();
            body.path("messages")
                    .forEach(message ->
                            text.append(message.path("content").asString("")).append('\n'));
            return text.toString();
        }

        /** The model that is asked. */
        public String model() {
            return body.path("model").asString("");
        }

        public double temperature() {
            return body.path("temperature").asDouble(-1);
        }

        /** Whether a plan is asked for, not code. */
        public boolean isForPlan() {
            return body.path("response_format")
                    .path("json_schema")
                    .path("name")
                    .asString("")
                    .equals("plan");
        }
    }

    private StandInServer(Function<Asked, String> script, int contextTokens, int slots) {
        this.script = script;
        this.contextTokens = contextTokens;
        this.slots = slots;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stand-in-server");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** Answers with what {@code script} makes of each question; it may be called by several threads. */
    public static StandInServer answering(Function<Asked, String> script) {
        return new StandInServer(script, 4096, 1);
    }

    /** The same, for a model loaded with so many tokens of context. */
    public static StandInServer answering(int contextTokens, Function<Asked, String> script) {
        return new StandInServer(script, contextTokens, 1);
    }

    /** The same, for a server that gives as many answers to one question as it has slots. */
    public static StandInServer withSlots(int slots, int contextTokens, Function<Asked, String> script) {
        return new StandInServer(script, contextTokens, slots);
    }

    /** Answers one after the other; the last one is repeated. */
    public static StandInServer answering(String... answers) {
        Queue<String> queue = new ArrayDeque<>(Arrays.asList(answers));
        return answering(question -> {
            synchronized (queue) {
                return queue.size() > 1 ? queue.remove() : queue.peek();
            }
        });
    }

    /** The base URL, ending in {@code /v1}. */
    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    /** Every question so far, oldest first. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Every question for code so far, oldest first. */
    public List<Asked> askedForCode() {
        return asked.stream().filter(question -> !question.isForPlan()).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/api/v0/models")) {
                send(
                        exchange,
                        200,
                        "{\"data\":[{\"id\":\"stand-in\",\"type\":\"llm\",\"state\":\"loaded\","
                                + "\"max_context_length\":131072,\"loaded_context_length\":" + contextTokens + "}]}");
            } else if (path.equals("/v1/models")) {
                send(exchange, 200, "{\"object\":\"list\",\"data\":[{\"id\":\"stand-in\",\"object\":\"model\"}]}");
            } else if (path.equals("/v1/chat/completions")) {
                answer(exchange, Json.read(new String(body, StandardCharsets.UTF_8)));
            } else {
                send(exchange, 404, "{\"error\":\"Unexpected endpoint or method. (" + path + ")\"}");
            }
        }
    }

    private void answer(HttpExchange exchange, JsonNode body) throws IOException {
        int wanted = body.path("n").asInt(1);
        if (wanted > slots) {
            // As llama.cpp; not worth remembering.
            ObjectNode refused = Json.object();
            refused.putObject("error")
                    .put("code", 400)
                    .put("message", "Field 'n': Value must be between 1 <= value <= " + slots + ", but got " + wanted)
                    .put("type", "invalid_request_error");
            send(exchange, 400, refused.toString());
            return;
        }
        Asked question;
        synchronized (asked) {
            question = new Asked(asked.size() + 1, body);
            asked.add(question);
        }
        String answer = script.apply(question);
        if (answer.startsWith(REFUSED)) {
            ObjectNode error = Json.object().put("error", answer.substring(REFUSED.length()));
            send(exchange, 400, error.toString());
            return;
        }
        if (answer.startsWith(HUNG_UP)) {
            hangUp(exchange, answer.substring(HUNG_UP.length()));
            return;
        }
        List<Choice> choices = Choice.of(answer, wanted);
        if (body.path("stream").asBoolean(false)) {
            stream(exchange, question, choices);
        } else {
            ObjectNode document = document(question, choices);
            ArrayNode list = document.putArray("choices");
            choices.forEach(choice -> list.addObject()
                    .put("index", choice.index())
                    .put("finish_reason", choice.finish())
                    .putObject("message")
                    .put("role", "assistant")
                    .put("content", choice.text()));
            send(exchange, 200, document.toString());
        }
    }

    /** One answer of those to a question. */
    private record Choice(int index, String text, String finish) {

        static List<Choice> of(String answer, int wanted) {
            List<String> texts = List.of(answer.split(Pattern.quote(ANOTHER), -1));
            return IntStream.range(0, wanted)
                    .mapToObj(index -> of(index, texts.get(Math.min(index, texts.size() - 1))))
                    .toList();
        }

        private static Choice of(int index, String text) {
            boolean cutShort = text.startsWith(CUT_SHORT);
            return new Choice(
                    index, cutShort ? text.substring(CUT_SHORT.length()) : text, cutShort ? "length" : "stop");
        }
    }

    private static ObjectNode document(Asked question, List<Choice> choices) {
        ObjectNode document = Json.object();
        document.put("id", "chatcmpl-" + question.number());
        document.put("model", question.body().path("model").asString("stand-in"));
        document.putObject("usage")
                .put("prompt_tokens", TokenCount.of(question.prompt()))
                .put(
                        "completion_tokens",
                        choices.stream()
                                .mapToInt(choice -> TokenCount.of(choice.text()))
                                .sum());
        return document;
    }

    /** A closed exchange that was promised more ends as a broken connection. */
    private static void hangUp(HttpExchange exchange, String text) throws IOException {
        if (!text.isEmpty()) {
            byte[] events = pieces(List.of(new Choice(0, text, ""))).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, events.length + 1);
            exchange.getResponseBody().write(events);
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    /** The answers piece by piece, side by side. */
    private static StringBuilder pieces(List<Choice> choices) {
        int longest = choices.stream()
                .mapToInt(choice -> choice.text().length())
                .max()
                .orElse(0);
        StringBuilder events = new StringBuilder();
        for (int from = 0; from < longest; from += PIECE_CHARACTERS) {
            for (Choice choice : choices) {
                String text = choice.text();
                if (from < text.length()) {
                    ObjectNode chunk = Json.object();
                    ObjectNode part = chunk.putArray("choices").addObject().put("index", choice.index());
                    part.putObject("delta")
                            .put("content", text.substring(from, Math.min(text.length(), from + PIECE_CHARACTERS)));
                    events.append("data: ").append(chunk).append("\n\n");
                }
            }
        }
        return events;
    }

    private static void stream(HttpExchange exchange, Asked question, List<Choice> choices) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        StringBuilder events = pieces(choices);
        choices.forEach(choice -> events.append("data: {\"choices\":[{\"index\":")
                .append(choice.index())
                .append(",\"delta\":{},\"finish_reason\":\"")
                .append(choice.finish())
                .append("\"}]}\n\n"));
        ObjectNode usage = document(question, choices);
        usage.putArray("choices");
        events.append("data: ").append(usage).append("\n\ndata: [DONE]\n\n");
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(events.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    /** Serves the answers in the files given, one after the other, until standard input ends; prints the URL. */
    public static void main(String[] files) throws IOException {
        String[] answers = new String[files.length];
        for (int index = 0; index < files.length; index++) {
            answers[index] = Files.readString(Path.of(files[index]));
        }
        try (StandInServer server = answering(files.length == 0 ? new String[] {"{}"} : answers)) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                // Whoever started it ends it by closing its input.
            }
        }
    }
}
