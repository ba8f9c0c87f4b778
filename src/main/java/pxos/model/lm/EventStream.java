package pxos.model.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** A look takes time in proportion to the text, so there are fewer in a long one. */
    private static final int LONG_PIECES = 128;

    private final Limits limits;
    private final Progress progress;
    private final LongSupplier nanoClock;
    private final StringBuilder data = new StringBuilder();
    private final AnswerReader.SoFar soFar;
    private final Map<Integer, String> finishReasons = new HashMap<>();
    private String model = "";
    private Usage usage = Usage.NONE;
    private long firstTokenNanos;
    private boolean understood;
    private int nextLook = PIECES_BETWEEN_LOOKS;

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
    HttpWire.Outcome read(String first, BufferedSource body) throws IOException {
        for (String line = first; line != null; line = HttpWire.line(body)) {
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
            Optional<ServerFault> fault = takeEvent();
            if (fault.isPresent()) {
                return fault.get();
            }
            if (circles()) {
                return answer();
            }
        }
        if (isDone()) {
            return answer();
        }
        Optional<ServerFault> fault = takeEvent();
        if (fault.isEmpty() && understood && finishReasons.isEmpty() && !isWhole()) {
            return ServerFault.of(ServerFault.Kind.BROKEN_OFF, "the stream has no end");
        }
        return fault.isPresent() ? fault.get() : answer();
    }

    /** Whether every answer has ended or goes round in circles; those that do are marked. */
    private boolean circles() {
        int pieces = soFar.pieces().get();
        if (pieces < nextLook) {
            return false;
        }
        nextLook = pieces + Math.max(PIECES_BETWEEN_LOOKS, pieces / LONG_PIECES);
        soFar.texts().forEach((index, text) -> {
            if (Circling.isAtEndOf(text.content())
                    || Circling.isCopyAtEndOf(text.content())
                    || Circling.isAtEndOf(text.reasoning())) {
                finishReasons.putIfAbsent(index, ChatAnswer.CIRCLES);
            }
        });
        return finishReasons.containsValue(ChatAnswer.CIRCLES)
                && finishReasons.keySet().containsAll(soFar.texts().keySet());
    }

    private static ServerFault errorEvent(String text) {
        JsonNode document = Json.object(text).orElse(Json.object());
        return ServerFault.in(document)
                .orElse(ServerFault.saying(200, document.path("message").stringValue(text)));
    }

    /** Whether an object has come to its end; some servers say no more than that. */
    private boolean isWhole() {
        return soFar.texts().values().stream()
                .anyMatch(text ->
                        !JsonObjects.in(text.content().toString()).complete().isEmpty()
                                || !JsonObjects.in(text.reasoning().toString())
                                        .complete()
                                        .isEmpty());
    }

    private boolean isDone() {
        return data.toString().strip().equals("[DONE]");
    }

    /** Takes in the event gathered in {@code data}; empty unless it ends the answer with a fault. */
    private Optional<ServerFault> takeEvent() {
        Optional<JsonNode> chunk = Json.object(data.toString());
        data.setLength(0);
        Optional<ServerFault> fault = chunk.flatMap(ServerFault::in);
        if (chunk.isEmpty() || fault.isPresent()) {
            return fault;
        }
        takeChunk(chunk.get());
        return soFar.length() <= limits.maxTextCharacters()
                ? Optional.empty()
                : Optional.of(AnswerReader.tooLong(limits));
    }

    private void takeChunk(JsonNode chunk) {
        understood |= chunk.path("choices").isArray();
        model = model.isEmpty() ? chunk.path("model").stringValue("") : model;
        usage = usage.with(chunk.path("usage"));
        chunk.path("choices").forEach(this::takeChoice);
    }

    private void takeChoice(JsonNode choice) {
        int index = choice.path("index").intValue(0);
        String reason = choice.path("finish_reason").stringValue("");
        if (!reason.isEmpty() && !ChatAnswer.CIRCLES.equals(finishReasons.get(index))) {
            finishReasons.put(index, reason);
        }
        // Some servers end with a whole message in place of a difference.
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        String text = delta.path("content").stringValue("");
        String thought = AnswerReader.reasoningIn(delta);
        if (!text.isEmpty() || !thought.isEmpty()) {
            soFar.at(index).content().append(text);
            soFar.at(index).reasoning().append(thought);
            progress.written().accept(thought + text);
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

    private HttpWire.Outcome answer() {
        if (!understood) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "events, but no chat completion");
        }
        List<ChatAnswer.Said> said = new ArrayList<>();
        soFar.at(0);
        soFar.texts()
                .forEach((index, text) -> said.add(new ChatAnswer.Said(
                        text.content().toString(),
                        text.reasoning().toString(),
                        finishReasons.getOrDefault(index, ""))));
        return new ChatAnswer(said, model, usage.orCompletion(soFar.pieces().get()));
    }
}
