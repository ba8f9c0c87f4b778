package pxos.model.lm;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import okio.BufferedSource;
import pxos.json.Json;
import pxos.model.lm.LmSettings.Limits;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a response to a chat completion: server-sent events, or one JSON document from a server that does not
 * stream. Errors may come in either, with status 200.
 */
final class AnswerReader {

    private final Limits limits;
    private final Progress progress;
    private final SoFar soFar = new SoFar();

    /**
     * The texts of streamed answers as they come in; one thread may read them on while another one gives up.
     *
     * @param texts one an answer, by the index that the server gives it
     * @param pieces how many have come in all, about one a token
     */
    record SoFar(Map<Integer, Text> texts, AtomicInteger pieces) {

        private static final int MOST_ANSWERS = 64;

        /** One answer. */
        record Text(StringBuffer content, StringBuffer reasoning) {
            int length() {
                return content.length() + reasoning.length();
            }
        }

        SoFar() {
            this(new ConcurrentSkipListMap<>(), new AtomicInteger());
        }

        /** The text of one answer; one with an index that nobody asked for is taken for the first. */
        Text at(int index) {
            int known = index >= 0 && index < MOST_ANSWERS ? index : 0;
            return texts.computeIfAbsent(known, missing -> new Text(new StringBuffer(), new StringBuffer()));
        }

        int length() {
            return texts.values().stream().mapToInt(Text::length).sum();
        }
    }

    AnswerReader(Limits limits, Progress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /** What of the answer has come until now. */
    SoFar soFar() {
        return soFar;
    }

    /** @throws IOException where the connection ends before the answer does */
    HttpWire.Outcome read(BufferedSource body) throws IOException {
        String first = HttpWire.line(body);
        while (first != null && first.isBlank()) {
            first = HttpWire.line(body);
        }
        if (first == null) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "an empty answer");
        }
        return EventStream.isField(first)
                ? new EventStream(limits, progress, System::nanoTime, soFar).read(first, body)
                : document(first + "\n" + HttpWire.document(body));
    }

    private HttpWire.Outcome document(String body) {
        JsonNode document = Json.object(body).orElse(Json.object());
        Optional<ServerFault> fault = ServerFault.in(document);
        if (fault.isPresent()) {
            return fault.get();
        }
        if (!document.path("choices").path(0).path("message").isObject()) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "not a chat completion: " + excerpt(body));
        }
        List<ChatAnswer.Said> said = document.path("choices")
                .valueStream()
                .map(choice -> new ChatAnswer.Said(
                        choice.path("message").path("content").stringValue(""),
                        reasoningIn(choice.path("message")),
                        choice.path("finish_reason").stringValue("")))
                .toList();
        int characters = said.stream()
                .mapToInt(one -> one.content().length() + one.reasoning().length())
                .sum();
        return characters > limits.maxTextCharacters()
                ? tooLong(limits)
                : new ChatAnswer(said, document.path("model").stringValue(""), Usage.NONE.with(document.path("usage")));
    }

    static ServerFault tooLong(Limits limits) {
        return ServerFault.of(
                ServerFault.Kind.TOO_MUCH, "an answer of more than " + limits.maxTextCharacters() + " characters");
    }

    /** A body for a message, which shows its beginning; markup is only named. */
    static String excerpt(String body) {
        String text = body.strip();
        return text.startsWith("<") ? "a web page" : text;
    }

    static String reasoningIn(JsonNode message) {
        String reasoning = message.path("reasoning_content").stringValue("");
        return reasoning.isEmpty() ? message.path("reasoning").stringValue("") : reasoning;
    }

    /** A number of tokens; 0 where there is none that can be meant. */
    static int countIn(JsonNode usage, String name) {
        return Math.max(0, usage.path(name).intValue(0));
    }
}
