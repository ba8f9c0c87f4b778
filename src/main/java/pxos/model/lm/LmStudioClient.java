package pxos.model.lm;

import java.util.List;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Transcript;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;

/**
 * A language model behind LM Studio or any other OpenAI-compatible server; safe for use by several threads.
 *
 * <p>Asks over {@code /v1/chat/completions}, the one end point that enforces a schema (lmstudio-bug-tracker 2403).
 */
public final class LmStudioClient implements CodingModel {

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

    /** Begins to ask for the models on another thread; returns at once. */
    public void askAhead() {
        discovery.askAhead();
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
        return discovery
                .catalog()
                .choose(wanted)
                .orElseThrow(() -> ServerFault.of(ServerFault.Kind.NO_MODEL, "no model that writes text is loaded")
                        .toException(settings.address()));
    }

    /** The prompt that would be sent for a context of {@code contextTokens}; sends nothing. */
    public Prompt prompt(Request request, int contextTokens) {
        return prompts.write(request, contextTokens);
    }

    @Override
    public void requireReady() throws ModelException {
        model(AskOptions.DEFAULT);
    }

    @Override
    public boolean isLanguageModel() {
        return true;
    }

    @Override
    public Reply ask(Request request, AskOptions options) throws ModelException {
        Exchange exchange = exchange(request, options);
        return exchange.reply()
                .with(new Transcript(
                        exchange.prompt().system(),
                        exchange.prompt().user(),
                        exchange.rawAnswer(),
                        exchange.rawReasoning(),
                        exchange.notes(),
                        ""));
    }

    /**
     * Asks, and tells all about it. An interrupt of the calling thread ends the call; its interrupt flag stays set.
     *
     * @throws ModelException where there is no answer to be had; a bad answer is an answer
     */
    public Exchange exchange(Request request, AskOptions options) throws ModelException {
        ModelInfo model = model(options);
        progress.waiting("waiting for " + model.name() + (model.loaded() ? " to answer" : " to load"));
        Exchange exchange = new Conversation(settings, wire(), progress, schemas, request, options, model).run();
        if (!model.loaded()) {
            // By now it is, and the server knows its context.
            discovery.forget();
        }
        return exchange;
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
}
