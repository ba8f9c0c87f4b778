package pxos.model.lm;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import okio.BufferedSource;
import pxos.json.Json;
import pxos.model.lm.LmSettings.Limits;
import tools.jackson.databind.JsonNode;

/**
 * Gathers an answer from server-sent events (WHATWG HTML, section 9.2) of chat completion chunks.
 *
 * <p>Ends at {@code [DONE]}, at the end of the stream where that is missing, at an error event, or where the answer goes
 * round in circles.
 */
final class EventStream {

    private static final Pattern FIELD = Pattern.compile("(?:data|event|id|retry|error)?:");

    private static final int PIECES_BETWEEN_LOOKS = 16;

    private final Limits limits;
    private final Progress progress;
    private final LongSupplier nanoClock;
    private final StringBuilder data = new StringBuilder();
    private final AnswerReader.SoFar soFar;
    private String finishReason = "";
    private String model = "";
    private int promptTokens;
    private int completionTokens;
    private long firstTokenNanos;
    private boolean understood;

    /** @param soFar takes the text as it comes */
    EventStream(Limits limits, Progress progress, LongSupplier nanoClock, AnswerReader.SoFar soFar) {
        this.limits = limits;
        this.progress = progress;
        this.nanoClock = nanoClock;
        this.soFar = soFar;
    }

    /** Whether a stream of events can begin with this line. */
    static boolean isField(String line) {
        return FIELD.matcher(line).lookingAt();
    }

    /** @param first the first line, taken off already */
    Wire.Outcome read(String first, BufferedSource body) throws IOException {
        for (String line = first; line != null; line = Wire.line(body)) {
            if (line.startsWith("error:")) {
                return errorEvent(line.substring("error:".length()));
            }
            if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n")
                        .append(line.substring("data:".length()).stripLeading());
            }
            if (data.length() > limits.maxTextCharacters()) {
                return AnswerReader.tooLong(limits);
            }
            if (!line.isEmpty()) {
                continue;
            }
            if (isDone()) {
                return answer();
            }
            Optional<Fault> fault = takeEvent();
            if (fault.isPresent()) {
                return fault.get();
            }
            if (circles()) {
                finishReason = ChatAnswer.CIRCLES;
                return answer();
            }
        }
        Optional<Fault> fault = isDone() ? Optional.empty() : takeEvent();
        return fault.isPresent() ? fault.get() : answer();
    }

    private boolean circles() {
        return soFar.pieces().get() % PIECES_BETWEEN_LOOKS == 0
                && (Circling.isAtEndOf(soFar.content()) || Circling.isAtEndOf(soFar.reasoning()));
    }

    private static Fault errorEvent(String text) {
        JsonNode document = Json.object(text).orElse(Json.object());
        return Fault.in(document)
                .orElse(Fault.saying(200, document.path("message").stringValue(text)));
    }

    private boolean isDone() {
        return data.toString().strip().equals("[DONE]");
    }

    /** Takes in the event gathered in {@code data}; empty unless it ends the answer with a fault. */
    private Optional<Fault> takeEvent() {
        Optional<JsonNode> chunk = Json.object(data.toString());
        data.setLength(0);
        Optional<Fault> fault = chunk.flatMap(Fault::in);
        if (chunk.isEmpty() || fault.isPresent()) {
            return fault;
        }
        takeChunk(chunk.get());
        return soFar.content().length() + soFar.reasoning().length() <= limits.maxTextCharacters()
                ? Optional.empty()
                : Optional.of(AnswerReader.tooLong(limits));
    }

    private void takeChunk(JsonNode chunk) {
        understood |= chunk.path("choices").isArray();
        model = model.isEmpty() ? chunk.path("model").stringValue("") : model;
        promptTokens = Math.max(promptTokens, AnswerReader.countIn(chunk.path("usage"), "prompt_tokens"));
        completionTokens = Math.max(completionTokens, AnswerReader.countIn(chunk.path("usage"), "completion_tokens"));
        JsonNode choice = chunk.path("choices").path(0);
        String reason = choice.path("finish_reason").stringValue("");
        finishReason = reason.isEmpty() ? finishReason : reason;
        // Some servers end with a whole message in place of a difference.
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        String text = delta.path("content").stringValue("");
        String thought = AnswerReader.reasoningIn(delta);
        if (!text.isEmpty() || !thought.isEmpty()) {
            soFar.content().append(text);
            soFar.reasoning().append(thought);
            count(soFar.pieces().incrementAndGet());
        }
    }

    private void count(int tokens) {
        long now = nanoClock.getAsLong();
        if (tokens == 1) {
            firstTokenNanos = now;
        }
        long passed = now - firstTokenNanos;
        double perSecond = passed > 0 ? (tokens - 1) * 1e9 / passed : 0;
        progress.now().accept(String.format(Locale.ROOT, "%d tokens, %.1f/s", tokens, perSecond));
    }

    private Wire.Outcome answer() {
        if (!understood) {
            return Fault.of(Fault.Kind.FOREIGN, "events, but no chat completion");
        }
        int counted = completionTokens > 0 ? completionTokens : soFar.pieces().get();
        return new ChatAnswer(
                soFar.content().toString(), soFar.reasoning().toString(), finishReason, model, promptTokens, counted);
    }
}
