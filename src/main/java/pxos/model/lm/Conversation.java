package pxos.model.lm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.Reply;
import pxos.model.Reply.Transcript;
import pxos.model.Request;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One question, asked again where asking differently may mend the fault. */
final class Conversation {

    private static final int TRIES = 3;
    private static final int SHRINKS = 3;
    private static final int MAX_NAME = 200;
    private static final int MAX_ERROR_TEXT = 1000;

    private final LmSettings settings;
    private final Wire wire;
    private final Progress progress;
    private final Schemas schemas;
    private final Request request;
    private final AskOptions options;
    private final ModelInfo model;
    private final List<String> notes = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private PromptWriter prompts;
    private Optional<JsonNode> schema;
    private int contextTokens;
    private Prompt prompt;
    private int shrinks;
    private int tries = 1;
    private AnswerReader reader;

    Conversation(
            LmSettings settings,
            Wire wire,
            Progress progress,
            Schemas schemas,
            Request request,
            AskOptions options,
            ModelInfo model,
            PromptWriter prompts) {
        this.settings = settings;
        this.wire = wire;
        this.progress = progress;
        this.schemas = schemas;
        this.request = request;
        this.options = options;
        this.model = model;
        this.prompts = prompts;
        this.schema = Optional.of(schemas.sentFor(request));
        this.contextTokens = model.plannedContextTokens();
        this.prompt = prompts.write(request, contextTokens);
    }

    /** The answer; where it did not come whole, the prompt, what came, and the reason. */
    Reply run() {
        while (true) {
            Wire.Outcome outcome = post();
            if (outcome instanceof ChatAnswer answer) {
                String json = AnswerText.jsonOf(answer, schemas.requiredFor(request));
                Optional<Fault> disguised = faultIn(json, answer);
                if (disguised.isEmpty()) {
                    return reply(answer, json);
                }
                outcome = disguised.get();
            }
            Fault fault = (Fault) outcome;
            if (!mend(fault)) {
                return brokenOff(fault);
            }
        }
    }

    private Wire.Outcome post() {
        reader = new AnswerReader(settings.limits(), progress);
        return wire.post("/v1/chat/completions", Json.write(body()), reader::read);
    }

    /** The writer of the next prompt, which knows how the model counts. */
    PromptWriter calibrated(Reply reply) {
        return reply.promptTokens() > 0 ? prompts.calibrated(prompt, reply.promptTokens()) : prompts;
    }

    private ObjectNode body() {
        ObjectNode body = Json.object().put("model", model.name());
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.system());
        messages.addObject().put("role", "user").put("content", prompt.user());
        body.put("temperature", options.temperature());
        if (options.seed() >= 0) {
            body.put("seed", options.seed());
        }
        body.put("max_tokens", prompt.answerTokens()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        schema.ifPresent(sent -> body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", schemas.nameFor(request))
                .put("strict", true)
                .set("schema", sent));
        return body;
    }

    /** Some servers say in the answer's own text, with status 200, that they cannot answer. */
    private static Optional<Fault> faultIn(String json, ChatAnswer answer) {
        String text = answer.content();
        if (text.length() > MAX_ERROR_TEXT
                || text.indexOf('{') >= 0
                || Json.object(json).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Fault.saying(200, text))
                .filter(fault -> fault.kind() == Fault.Kind.OVERFLOW || fault.kind() == Fault.Kind.NO_MODEL);
    }

    /** Changes what has to be changed before asking again; false where asking again does not help. */
    private boolean mend(Fault fault) {
        return switch (fault.kind()) {
            case OVERFLOW -> shrink(fault);
            case GRAMMAR -> dropSchema();
            case CROWDED -> pause("the context that the server's answers share is full") || shrink(fault);
            case BUSY -> pause("the server is busy");
            case DROPPED -> pause("the server dropped the connection");
            default -> false;
        };
    }

    private boolean shrink(Fault fault) {
        if (shrinks == SHRINKS) {
            return false;
        }
        shrinks++;
        if (fault.promptTokens() > 0) {
            prompts = prompts.calibrated(prompt, fault.promptTokens());
        }
        boolean smaller = fault.contextTokens() > 0 && fault.contextTokens() < contextTokens;
        boolean counted = fault.promptTokens() > 0 && fault.contextTokens() == contextTokens;
        contextTokens = smaller || counted ? fault.contextTokens() : contextTokens * 3 / 4;
        prompt = prompts.write(request, contextTokens);
        note("the prompt does not fit the model's context; asking again with less history (" + prompt.estimatedTokens()
                + " tokens, shortened: " + String.join(", ", prompt.cut()) + ")");
        return true;
    }

    private boolean dropSchema() {
        if (schema.isEmpty()) {
            return false;
        }
        schema = Optional.empty();
        note("the server cannot make a grammar of the schema; asking without one");
        return true;
    }

    private boolean pause(String reason) {
        if (tries == TRIES) {
            return false;
        }
        note(reason + "; trying again");
        Duration pause = settings.limits().retryPause().multipliedBy(tries++);
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void note(String message) {
        notes.add(message);
        progress.notes().accept(message);
    }

    private Reply reply(ChatAnswer answer, String json) {
        if (answer.circled()) {
            note("the answer went round in circles, so it was stopped");
        }
        boolean named = !answer.model().isEmpty() && answer.model().length() <= MAX_NAME;
        return new Reply(
                json,
                ModelInfo.titleOf(named ? answer.model() : model.name()),
                answer.promptTokens(),
                answer.completionTokens(),
                passed(),
                answer.cutShort(),
                transcript(answer.content(), answer.reasoning()),
                Optional.empty());
    }

    private Reply brokenOff(Fault fault) {
        boolean cancelled = Thread.currentThread().isInterrupted();
        Problem problem = (cancelled ? Fault.of(Fault.Kind.CANCELLED, "") : fault).problem(settings);
        AnswerReader.SoFar soFar = reader.soFar();
        Transcript words = transcript(redacted(soFar.content()), redacted(soFar.reasoning()));
        return new Reply("", model.title(), 0, soFar.pieces().get(), passed(), false, words, Optional.of(problem));
    }

    private String redacted(StringBuffer text) {
        return settings.token().redact(text.toString());
    }

    private Transcript transcript(String answer, String reasoning) {
        return new Transcript(prompt.system(), prompt.user(), answer, reasoning, notes);
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
