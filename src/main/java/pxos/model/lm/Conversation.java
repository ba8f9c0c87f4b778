package pxos.model.lm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.ModelException;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Transcript;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptBudget;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;

/** One question, asked again where the fault is one that asking differently may mend. */
final class Conversation {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int TRIES = 3;
    private static final int SHRINKS = 3;
    private static final int MAX_NAME = 200;

    private final LmSettings settings;
    private final Wire wire;
    private final Progress progress;
    private final Schemas schemas;
    private final Request request;
    private final AskOptions options;
    private final ModelInfo model;
    private final List<String> notes = new ArrayList<>();
    private final PromptWriter prompts = new PromptWriter();
    private final long startNanos = System.nanoTime();
    private JsonNode schema;
    private int contextTokens;
    private Prompt prompt;
    private int shrinks;
    private int tries = 1;
    private AnswerSoFar soFar = new AnswerSoFar();

    Conversation(
            LmSettings settings,
            Wire wire,
            Progress progress,
            Schemas schemas,
            Request request,
            AskOptions options,
            ModelInfo model) {
        this.settings = settings;
        this.wire = wire;
        this.progress = progress;
        this.schemas = schemas;
        this.request = request;
        this.options = options;
        this.model = model;
        this.schema = schemas.sentFor(request);
        this.contextTokens = model.plannedContextTokens();
        this.prompt = prompts.write(request, contextTokens);
    }

    /** @throws ModelException with the prompt and whatever came of the answer, where it did not come whole */
    Exchange run() throws ModelException {
        try {
            return askUntilAnswered();
        } catch (ModelException e) {
            throw e.with(brokenOff(e.getMessage()));
        }
    }

    private Exchange askUntilAnswered() throws ModelException {
        while (true) {
            Outcome outcome = post();
            if (outcome instanceof ChatAnswer answer) {
                String json = AnswerText.jsonOf(answer, schemas.requiredFor(request));
                ServerFault disguised = faultIn(json, answer);
                if (disguised == null) {
                    return exchange(answer, json);
                }
                outcome = disguised;
            }
            mend((ServerFault) outcome);
        }
    }

    /** Some servers say in the answer's own text, with status 200, that they cannot answer. */
    private ServerFault faultIn(String json, ChatAnswer answer) {
        if (Json.object(json).isPresent() || answer.content().length() > 1000) {
            return null;
        }
        ServerFault fault = ServerFault.classify(200, answer.content());
        boolean plain = fault.kind() == ServerFault.Kind.OVERFLOW || fault.kind() == ServerFault.Kind.NO_MODEL;
        return plain && answer.content().indexOf('{') < 0 ? fault : null;
    }

    private Outcome post() throws ModelException {
        int room = PromptBudget.answerTokens(contextTokens, prompt.estimatedTokens());
        String body = ChatBody.of(prompt, model.name(), schemas.nameFor(request), schema, options, room);
        okhttp3.Request call = wire.request("/v1/chat/completions")
                .post(RequestBody.create(body, JSON))
                .build();
        while (true) {
            soFar = new AnswerSoFar();
            AnswerReader reader = new AnswerReader(settings.limits(), progress, System::nanoTime, soFar);
            try {
                return wire.callPatiently(call, reader::read);
            } catch (IOException e) {
                if (!TransportFault.isWorthRetrying(e) || tries >= TRIES) {
                    throw TransportFault.explain(e, settings.address(), settings.limits());
                }
                pauseBeforeRetry("the server dropped the connection");
            }
        }
    }

    private void mend(ServerFault reported) throws ModelException {
        ServerFault fault =
                new ServerFault(reported.kind(), settings.token().redact(reported.message()), reported.contextTokens());
        if (fault.kind() == ServerFault.Kind.OVERFLOW && shrinks < SHRINKS) {
            shrink(fault);
        } else if (fault.kind() == ServerFault.Kind.GRAMMAR && schema != null) {
            schema = null;
            note("the server cannot make a grammar of the schema; asking without one");
        } else if (fault.kind() == ServerFault.Kind.BUSY && tries < TRIES) {
            pauseBeforeRetry("the server is busy");
        } else {
            throw fault.toException(settings.address());
        }
    }

    private void shrink(ServerFault fault) {
        shrinks++;
        boolean smaller = fault.contextTokens() > 0 && fault.contextTokens() < contextTokens;
        contextTokens = smaller ? fault.contextTokens() : contextTokens * 3 / 4;
        prompt = prompts.write(request, contextTokens);
        note("the prompt does not fit the model's context; asking again with less history (" + prompt.estimatedTokens()
                + " tokens, shortened: " + String.join(", ", prompt.cut()) + ")");
    }

    private void pauseBeforeRetry(String reason) throws ModelException {
        note(reason + "; trying again");
        Duration pause = settings.limits().retryPause().multipliedBy(tries++);
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransportFault.explain(new Wire.Cancelled(), settings.address(), settings.limits());
        }
    }

    private void note(String message) {
        notes.add(message);
        progress.note(message);
    }

    private Exchange exchange(ChatAnswer answer, String json) {
        Reply reply = new Reply(
                json,
                answer.model().isEmpty() || answer.model().length() > MAX_NAME ? model.name() : answer.model(),
                answer.promptTokens(),
                answer.completionTokens(),
                passed(),
                answer.cutShort());
        return new Exchange(prompt, answer.content(), answer.reasoning(), reply, notes);
    }

    private Reply brokenOff(String error) {
        Transcript words =
                new Transcript(prompt.system(), prompt.user(), soFar.content(), soFar.reasoning(), notes, error);
        return new Reply("", model.name(), 0, soFar.pieces(), passed(), false, words);
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
