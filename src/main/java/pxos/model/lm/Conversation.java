package pxos.model.lm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.Reply;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One question, answered once or several times; asked again where asking differently may mend the fault. */
final class Conversation {

    private static final int TRIES = 3;
    private static final int SHRINKS = 3;
    private static final int MAX_ERROR_TEXT = 1000;

    private final LmSettings settings;
    private final HttpWire wire;
    private final Progress progress;
    private final Asked asked;
    private final AskOptions options;
    private final ModelInfo model;
    private final Habits habits;
    private final List<String> notes = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private PromptWriter prompts;
    private int count;
    private final List<JsonNode> schemas;
    private int schema;
    private int contextTokens;
    private int toldContextTokens;
    private Prompt prompt;
    private int shrinks;
    private int tries = 1;
    private AnswerReader reader;

    Conversation(
            LmSettings settings,
            HttpWire wire,
            Progress progress,
            Asked asked,
            AskOptions options,
            ModelInfo model,
            PromptWriter prompts,
            Habits habits,
            int count) {
        this.settings = settings;
        this.wire = wire;
        this.progress = progress;
        this.asked = asked;
        this.options = options;
        this.model = model;
        this.prompts = prompts;
        this.habits = habits;
        this.count = Math.min(count, habits.mostAnswers());
        this.schemas = asked.schemas();
        this.schema = habits.schema(asked.name());
        this.contextTokens = model.plannedContextTokens();
        this.prompt = asked.write(prompts, contextTokens);
    }

    /**
     * The answers, one at least and no more than were wanted; where they did not come whole, a single one with the prompt,
     * what came, and the reason.
     */
    List<Reply> run() {
        while (true) {
            HttpWire.Outcome outcome = post();
            if (outcome instanceof ChatAnswer answer) {
                Optional<ServerFault> disguised = faultIn(answer);
                if (disguised.isEmpty()) {
                    return replies(answer);
                }
                outcome = disguised.get();
            }
            ServerFault fault = (ServerFault) outcome;
            if (!mend(fault)) {
                return List.of(said().brokenOff(fault, reader.soFar()));
            }
        }
    }

    private HttpWire.Outcome post() {
        reader = new AnswerReader(settings.limits(), progress);
        return wire.post("/v1/chat/completions", Json.write(body()), reader::read);
    }

    /** The writer of the next prompt, which knows how the model counts. */
    PromptWriter calibrated(Reply reply) {
        return reply.promptTokens() > 0 ? prompts.calibrated(prompt, reply.promptTokens()) : prompts;
    }

    /** The context that the server named in a refusal; 0 where it named none. */
    int toldContextTokens() {
        return toldContextTokens;
    }

    private ObjectNode body() {
        ObjectNode body = Json.object().put("model", model.name());
        ArrayNode messages = body.putArray("messages");
        prompt.turns()
                .forEach(turn -> messages.addObject()
                        .put("role", turn.role().name().toLowerCase(Locale.ROOT))
                        .put("content", turn.text()));
        body.put("temperature", options.temperature());
        if (options.seed() >= 0) {
            body.put("seed", options.seed());
        }
        body.put("max_tokens", answerTokens()).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        if (count > 1) {
            body.put("n", count);
        }
        if (schema < schemas.size()) {
            body.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .put("name", asked.name())
                    .put("strict", true)
                    .set("schema", schemas.get(schema));
        }
        return body;
    }

    private int answerTokens() {
        return habits.needsRoom(asked.name())
                ? prompt.answerTokens()
                : Math.min(asked.usualTokens(), prompt.answerTokens());
    }

    /** Some servers say in the answer's own text, with status 200, that they cannot answer. */
    private Optional<ServerFault> faultIn(ChatAnswer answer) {
        ChatAnswer.Said first = answer.said().get(0);
        String text = first.content();
        if (text.length() > MAX_ERROR_TEXT
                || text.indexOf('{') >= 0
                || Json.object(AnswerText.jsonOf(first, asked.required())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(ServerFault.saying(200, text))
                .filter(fault ->
                        fault.kind() == ServerFault.Kind.OVERFLOW || fault.kind() == ServerFault.Kind.NO_MODEL);
    }

    /** Changes what has to be changed before asking again; false where asking again does not help. */
    private boolean mend(ServerFault fault) {
        return switch (fault.kind()) {
            case OVERFLOW -> shrink(fault);
            case GRAMMAR -> dropSchema();
            case TOO_MANY -> askForFewer(fault);
            case CROWDED -> pause("the context that the server's answers share is full") || shrink(fault);
            case BUSY -> pause("the server is busy");
            case DROPPED -> pause("the server dropped the connection");
            default -> false;
        };
    }

    private boolean shrink(ServerFault fault) {
        if (shrinks == SHRINKS) {
            return false;
        }
        shrinks++;
        if (fault.promptTokens() > 0) {
            prompts = prompts.calibrated(prompt, fault.promptTokens());
        }
        toldContextTokens = Math.max(toldContextTokens, fault.contextTokens());
        boolean smaller = fault.contextTokens() > 0 && fault.contextTokens() < contextTokens;
        boolean counted = fault.promptTokens() > 0 && fault.contextTokens() == contextTokens;
        contextTokens = smaller || counted ? fault.contextTokens() : contextTokens * 3 / 4;
        prompt = asked.write(prompts, contextTokens);
        note("the prompt does not fit the model's context; asking again with less history (" + prompt.estimatedTokens()
                + " tokens, shortened: " + String.join(", ", prompt.cut()) + ")");
        return true;
    }

    private boolean dropSchema() {
        int last = schemas.size();
        if (schema >= last) {
            return false;
        }
        habits.refusesSchema(asked.name(), schema);
        schema++;
        note("the server cannot make a grammar of the schema; asking "
                + (schema < last ? "with a simpler one" : "without one"));
        return true;
    }

    /** Goes on where it gives at least two. How many a server gives to one prompt is no matter for people. */
    private boolean askForFewer(ServerFault fault) {
        if (count == 1) {
            return false;
        }
        habits.refusesMoreThan(Math.min(count - 1, Math.max(1, fault.mostAnswers())));
        count = habits.mostAnswers();
        notes.add("the server gives at most " + count + " answers to one prompt");
        return count > 1;
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

    private List<Reply> replies(ChatAnswer answer) {
        if (answer.said().stream().anyMatch(ChatAnswer.Said::circled)) {
            note("the answer went round in circles, so it was stopped");
        }
        habits.learn(asked.name(), answer.said(), count, schema < schemas.size() - 1 ? schema : -1);
        return said().whole(answer, Math.min(answer.said().size(), count));
    }

    private ReplyWriter said() {
        return new ReplyWriter(settings, asked.required(), model, prompt, notes, startNanos);
    }
}
