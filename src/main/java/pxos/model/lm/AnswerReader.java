package pxos.model.lm;

import java.io.IOException;
import java.util.function.LongSupplier;
import okhttp3.Response;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Reads the response to a chat completion: server-sent events, or one JSON document from a server that does not
 * stream. Errors come as an HTTP status, as a document with status 200, or as an event in the stream.
 */
final class AnswerReader {

    private final Limits limits;
    private final Progress progress;
    private final LongSupplier nanoClock;
    private final AnswerSoFar soFar;

    /** @param soFar takes the text of a streamed answer as it comes */
    AnswerReader(Limits limits, Progress progress, LongSupplier nanoClock, AnswerSoFar soFar) {
        this.limits = limits;
        this.progress = progress;
        this.nanoClock = nanoClock;
        this.soFar = soFar;
    }

    /** @throws IOException where the connection ends before the answer does */
    Outcome read(Response response) throws IOException {
        if (response.isRedirect()) {
            String target = response.header("Location", "elsewhere");
            return ServerFault.of(ServerFault.Kind.REDIRECT, "redirect to " + target);
        }
        BoundedLines lines = new BoundedLines(response.body().source(), limits.maxBodyBytes());
        try {
            return response.isSuccessful() ? readBody(lines) : refused(response.code(), lines.rest());
        } catch (BoundedLines.TooMuch e) {
            return ServerFault.of(
                    ServerFault.Kind.TOO_MUCH, "more than " + limits.maxBodyBytes() + " bytes, the rest was not read");
        }
    }

    /** The fault that the body of an HTTP error describes. */
    static ServerFault refused(int status, String body) {
        String message = Json.object(body).map(AnswerReader::errorIn).orElse("");
        if (message.isEmpty()) {
            message = body.isBlank() || body.stripLeading().startsWith("<") ? "HTTP " + status : body;
        }
        return ServerFault.classify(status, message);
    }

    private Outcome readBody(BoundedLines lines) throws IOException {
        String first = lines.next();
        while (first != null && first.isBlank()) {
            first = lines.next();
        }
        if (first == null) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "an empty answer");
        }
        if (isEventField(first)) {
            return new EventStream(limits, progress, nanoClock, soFar).read(first, lines);
        }
        String rest = lines.rest();
        return document(first + "\n" + rest);
    }

    private static boolean isEventField(String line) {
        return line.startsWith("data:")
                || line.startsWith("event:")
                || line.startsWith("id:")
                || line.startsWith("retry:")
                || line.startsWith(":")
                || line.startsWith("error:");
    }

    private static Outcome document(String body) {
        JsonNode document = Json.object(body).orElse(null);
        if (document == null) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "not a chat completion: " + excerpt(body));
        }
        String error = errorIn(document);
        if (!error.isEmpty()) {
            return ServerFault.classify(200, error);
        }
        JsonNode choice = document.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "not a chat completion: " + excerpt(body));
        }
        return new ChatAnswer(
                textOf(message, "content"),
                reasoningIn(message),
                textOf(choice, "finish_reason"),
                textOf(document, "model"),
                countIn(document.path("usage"), "prompt_tokens"),
                countIn(document.path("usage"), "completion_tokens"));
    }

    /** The message of an {@code error} member, be it a text or an object; empty where there is none. */
    static String errorIn(JsonNode document) {
        JsonNode error = document.path("error");
        if (error.isString()) {
            return error.asString();
        }
        String message = textOf(error, "message");
        return error.isObject() && message.isEmpty() ? error.toString() : message;
    }

    /** The beginning of a body, short enough for a message; markup is only named. */
    static String excerpt(String body) {
        String text = body.strip();
        return text.startsWith("<") ? "a web page" : text.substring(0, Math.min(text.length(), 120));
    }

    static String reasoningIn(JsonNode message) {
        String reasoning = textOf(message, "reasoning_content");
        return reasoning.isEmpty() ? textOf(message, "reasoning") : reasoning;
    }

    static String textOf(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : "";
    }

    static int countIn(JsonNode usage, String name) {
        JsonNode value = usage.path(name);
        return value.canConvertToInt() && value.isIntegralNumber() ? Math.max(0, value.intValue()) : 0;
    }
}
