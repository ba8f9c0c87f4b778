package pxos.model.lm;

import java.io.IOException;
import java.util.Optional;
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
     * The text of a streamed answer as it comes in; one thread may read it on while another one gives up.
     *
     * @param pieces how many have come, about one a token
     */
    record SoFar(StringBuffer content, StringBuffer reasoning, AtomicInteger pieces) {
        SoFar() {
            this(new StringBuffer(), new StringBuffer(), new AtomicInteger());
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
    Wire.Outcome read(BufferedSource body) throws IOException {
        String first = Wire.line(body);
        while (first != null && first.isBlank()) {
            first = Wire.line(body);
        }
        if (first == null) {
            return Fault.of(Fault.Kind.FOREIGN, "an empty answer");
        }
        return EventStream.isField(first)
                ? new EventStream(limits, progress, System::nanoTime, soFar).read(first, body)
                : document(first + "\n" + Wire.document(body));
    }

    private Wire.Outcome document(String body) {
        JsonNode document = Json.object(body).orElse(Json.object());
        Optional<Fault> fault = Fault.in(document);
        if (fault.isPresent()) {
            return fault.get();
        }
        JsonNode choice = document.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            return Fault.of(Fault.Kind.FOREIGN, "not a chat completion: " + excerpt(body));
        }
        String content = message.path("content").stringValue("");
        if (content.length() + reasoningIn(message).length() > limits.maxTextCharacters()) {
            return tooLong(limits);
        }
        return new ChatAnswer(
                content,
                reasoningIn(message),
                choice.path("finish_reason").stringValue(""),
                document.path("model").stringValue(""),
                countIn(document.path("usage"), "prompt_tokens"),
                countIn(document.path("usage"), "completion_tokens"));
    }

    static Fault tooLong(Limits limits) {
        return Fault.of(Fault.Kind.TOO_MUCH, "an answer of more than " + limits.maxTextCharacters() + " characters");
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
