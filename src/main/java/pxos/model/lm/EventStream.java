package pxos.model.lm;

import java.io.IOException;
import java.util.function.LongSupplier;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Gathers an answer from server-sent events (WHATWG HTML, section 9.2) of chat completion chunks.
 *
 * <p>Ends at {@code [DONE]}, at the end of the stream where that is missing, or at an error event.
 */
final class EventStream {

    private final Limits limits;
    private final Progress progress;
    private final LongSupplier nanoClock;
    private final StringBuilder data = new StringBuilder();
    private final AnswerSoFar soFar;
    private String finishReason = "";
    private String model = "";
    private int promptTokens;
    private int completionTokens;
    private long firstTokenNanos;
    private boolean understood;

    /** @param soFar takes the text as it comes */
    EventStream(Limits limits, Progress progress, LongSupplier nanoClock, AnswerSoFar soFar) {
        this.limits = limits;
        this.progress = progress;
        this.nanoClock = nanoClock;
        this.soFar = soFar;
    }

    /** @param first the first line, taken off already */
    Outcome read(String first, BoundedLines lines) throws IOException {
        for (String line = first; line != null; line = lines.next()) {
            if (line.startsWith("error:")) {
                return ServerFault.classify(200, messageOf(line.substring(6)));
            }
            if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
            }
            if (!line.isEmpty()) {
                continue;
            }
            if (isDone()) {
                return answer();
            }
            ServerFault fault = takeEvent();
            if (fault != null) {
                return fault;
            }
        }
        ServerFault fault = isDone() ? null : takeEvent();
        return fault != null ? fault : answer();
    }

    private boolean isDone() {
        return data.toString().strip().equals("[DONE]");
    }

    /** Takes in the event gathered in {@code data}; null unless it ends the answer with a fault. */
    private ServerFault takeEvent() {
        String event = data.toString();
        data.setLength(0);
        JsonNode chunk = event.isEmpty() ? null : Json.object(event).orElse(null);
        if (chunk == null) {
            return null;
        }
        String error = AnswerReader.errorIn(chunk);
        if (!error.isEmpty()) {
            return ServerFault.classify(200, error);
        }
        takeChunk(chunk);
        if (soFar.characters() > limits.maxTextCharacters()) {
            return ServerFault.of(
                    ServerFault.Kind.TOO_MUCH, "an answer of more than " + limits.maxTextCharacters() + " characters");
        }
        return null;
    }

    private void takeChunk(JsonNode chunk) {
        understood |= chunk.path("choices").isArray();
        model = model.isEmpty() ? AnswerReader.textOf(chunk, "model") : model;
        promptTokens = Math.max(promptTokens, AnswerReader.countIn(chunk.path("usage"), "prompt_tokens"));
        completionTokens = Math.max(completionTokens, AnswerReader.countIn(chunk.path("usage"), "completion_tokens"));
        JsonNode choice = chunk.path("choices").path(0);
        String reason = AnswerReader.textOf(choice, "finish_reason");
        finishReason = reason.isEmpty() ? finishReason : reason;
        // Some servers end with a whole message in place of a difference.
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        String text = AnswerReader.textOf(delta, "content");
        String thought = AnswerReader.reasoningIn(delta);
        int tokens = soFar.add(text, thought);
        if (!text.isEmpty() || !thought.isEmpty()) {
            count(tokens);
        }
    }

    private void count(int tokens) {
        long now = nanoClock.getAsLong();
        if (tokens == 1) {
            firstTokenNanos = now;
        }
        long passed = now - firstTokenNanos;
        progress.tokens(tokens, passed > 0 ? (tokens - 1) * 1e9 / passed : 0);
    }

    private Outcome answer() {
        if (!understood) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "events, but no chat completion");
        }
        int counted = completionTokens > 0 ? completionTokens : soFar.pieces();
        return new ChatAnswer(soFar.content(), soFar.reasoning(), finishReason, model, promptTokens, counted);
    }

    private static String messageOf(String text) {
        String message = Json.object(text)
                .map(node -> {
                    String nested = AnswerReader.errorIn(node);
                    return nested.isEmpty() ? AnswerReader.textOf(node, "message") : nested;
                })
                .orElse("");
        return message.isEmpty() ? text : message;
    }
}
