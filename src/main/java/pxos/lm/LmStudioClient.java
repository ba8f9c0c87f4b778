package pxos.lm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.Reply;
import pxos.model.Request;
import tools.jackson.databind.JsonNode;

/**
 * A language model behind LM Studio or any other OpenAI-compatible server; safe for use by several threads.
 *
 * <p>Asks over {@code /v1/chat/completions}, the one end point that enforces a schema (lmstudio-bug-tracker 2403).
 */
public final class LmStudioClient implements CodingModel {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int TRIES = 3;
    private static final int SHRINKS = 3;

    private final LmSettings settings;
    private final Schemas schemas;
    private final Progress progress;
    private final Discovery discovery;
    private final PromptWriter prompts = new PromptWriter();
    private Wire wire;

    public LmStudioClient(LmSettings settings, Schemas schemas, Progress progress) {
        this.settings = settings;
        this.schemas = schemas;
        this.progress = progress;
        this.discovery = new Discovery(settings, this::wire);
    }

    @Override
    public String id() {
        return settings.model().isEmpty() ? "lm-studio" : "lm-studio:" + settings.model();
    }

    /** Whether the server is there to be asked; takes about a second at most where it is not. */
    public boolean isAnswering() {
        return probe().answering();
    }

    /** As {@link #isAnswering()}, with the reason. */
    public Probe probe() {
        return discovery.probe();
    }

    /**
     * What the server lists, in its order.
     *
     * @throws ModelException where it does not answer
     */
    public List<ModelInfo> models() throws ModelException {
        return discovery.catalog().models();
    }

    /**
     * The model that would be asked.
     *
     * @throws ModelException where the server does not answer or has none
     */
    public ModelInfo model(AskOptions options) throws ModelException {
        String wanted = options.model().isEmpty() ? settings.model() : options.model();
        return discovery.catalog().choose(wanted).orElseThrow(() -> ServerFault.of(
                        ServerFault.Kind.NO_MODEL, "no model that writes text is loaded")
                .toException(settings.address()));
    }

    /** The prompt that would be sent for a context of {@code contextTokens}; sends nothing. */
    public Prompt prompt(Request request, int contextTokens) {
        return prompts.write(request, contextTokens);
    }

    @Override
    public Reply ask(Request request) throws ModelException {
        return exchange(request, AskOptions.DEFAULT).reply();
    }

    /**
     * Asks, and tells all about it. An interrupt of the calling thread ends the call; its interrupt flag stays set.
     *
     * @throws ModelException where there is no answer to be had; a bad answer is an answer
     */
    public Exchange exchange(Request request, AskOptions options) throws ModelException {
        ModelInfo model = model(options);
        progress.waiting((model.loaded() ? "waiting for " + model.name() + " to answer" : "waiting for " + model.name()
                + " to load"));
        return new Conversation(request, options, model).run();
    }

    private synchronized Wire wire() {
        if (wire == null) {
            wire = new Wire(settings.address(), settings.token(), settings.limits());
        }
        return wire;
    }

    /** Ends every call under way. */
    @Override
    public synchronized void close() {
        if (wire != null) {
            wire.close();
        }
    }

    /** One question, asked again where the fault is one that asking differently may mend. */
    private final class Conversation {
        private final Request request;
        private final AskOptions options;
        private final ModelInfo model;
        private final List<String> notes = new ArrayList<>();
        private final long startNanos = System.nanoTime();
        private JsonNode schema;
        private int contextTokens;
        private Prompt prompt;
        private int shrinks;
        private int tries = 1;

        Conversation(Request request, AskOptions options, ModelInfo model) {
            this.request = request;
            this.options = options;
            this.model = model;
            this.schema = schemas.sentFor(request);
            this.contextTokens = model.plannedContextTokens();
            this.prompt = prompts.write(request, contextTokens);
        }

        Exchange run() throws ModelException {
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
            okhttp3.Request call = wire().request("/v1/chat/completions")
                    .post(RequestBody.create(body, JSON))
                    .build();
            while (true) {
                try {
                    return wire().callPatiently(
                            call, new AnswerReader(settings.limits(), progress, System::nanoTime)::read);
                } catch (IOException e) {
                    if (!TransportFault.isWorthRetrying(e) || tries >= TRIES) {
                        throw TransportFault.explain(e, settings.address(), settings.limits());
                    }
                    pauseBeforeRetry("the server dropped the connection");
                }
            }
        }

        private void mend(ServerFault reported) throws ModelException {
            ServerFault fault = new ServerFault(
                    reported.kind(), settings.token().redact(reported.message()), reported.contextTokens());
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
            note("the prompt does not fit the model's context; asking again with less history ("
                    + prompt.estimatedTokens() + " tokens, shortened: " + String.join(", ", prompt.cut()) + ")");
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
                    answer.model().isEmpty() ? model.name() : answer.model(),
                    answer.promptTokens(),
                    answer.completionTokens(),
                    Duration.ofNanos(System.nanoTime() - startNanos),
                    answer.cutShort());
            return new Exchange(prompt, answer.content(), answer.reasoning(), reply, notes);
        }
    }
}
