package pxos.model.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.model.AskOptions;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.prompt.PromptWriter;

/**
 * A language model behind LM Studio or any other OpenAI-compatible server; safe for use by several threads.
 *
 * <p>Asks over {@code /v1/chat/completions}, the one end point that enforces a schema (lmstudio-bug-tracker 2403).
 */
final class LmStudioClient implements LanguageModel {

    private static final Logger LOG = LoggerFactory.getLogger(LmStudioClient.class);
    private static final ServerFault NOT_ASKED = ServerFault.of(ServerFault.Kind.UNREACHABLE, "");

    private final LmSettings settings;
    private final Schemas schemas;
    private final Progress progress;
    private final HttpWire wire;
    private final KnownServers known;
    private Habits habits;
    private HttpWire.Outcome found = NOT_ASKED;
    private volatile int toldContextTokens;
    private volatile PromptWriter prompts = new PromptWriter();

    /** @param known what earlier runs learnt of servers */
    LmStudioClient(LmSettings settings, Schemas schemas, Progress progress, KnownServers known) {
        this.known = known;
        this.settings = settings;
        this.schemas = schemas;
        this.progress = progress;
        this.wire = new HttpWire(settings);
    }

    @Override
    public String id() {
        return settings.model().isEmpty() ? "lm-studio" : "lm-studio:" + settings.model();
    }

    @Override
    public boolean isAnswering() {
        HttpWire.Outcome found = find();
        return found instanceof ModelCatalog listed
                ? listed.models().stream().anyMatch(ModelInfo::isGenerative)
                : ((ServerFault) found).kind() == ServerFault.Kind.UNAUTHORISED;
    }

    @Override
    public List<ModelInfo> models() {
        return catalog().models();
    }

    /**
     * The model that would be asked.
     *
     * @throws pxos.Problem where the server does not answer or has none
     */
    ModelInfo model() {
        return catalog()
                .choose(settings.model())
                .map(found -> found.orContext(toldContextTokens))
                .orElseThrow(() -> ServerFault.of(ServerFault.Kind.NO_MODEL, "no model that writes text is loaded")
                        .problem(settings));
    }

    private ModelCatalog catalog() {
        HttpWire.Outcome found = find();
        if (found instanceof ServerFault fault) {
            throw fault.problem(settings);
        }
        return (ModelCatalog) found;
    }

    /** The list of models, which is asked for once, or the fault that came in its place. */
    private synchronized HttpWire.Outcome find() {
        if (!(found instanceof ModelCatalog)) {
            found = ModelCatalog.of(wire);
        }
        return found;
    }

    private synchronized void forget() {
        found = NOT_ASKED;
    }

    @Override
    public void requireReady() {
        model();
    }

    @Override
    public boolean readsLongForm() {
        return model().plannedContextTokens() >= PromptWriter.LONG_FORM_CONTEXT_TOKENS;
    }

    private AskedRequest asked(Request request) {
        boolean brief = request.purpose() == Request.Purpose.CODE && !readsLongForm();
        return new AskedRequest(brief ? request.briefly() : request, schemas);
    }

    /** An interrupt of the calling thread ends the call; its interrupt flag stays set. A bad answer is an answer. */
    @Override
    public Reply ask(Request request, AskOptions options) {
        return converse(asked(request), options, 1).get(0);
    }

    /** In a single request; a server that gives one answer to a prompt is not asked. */
    @Override
    public List<Reply> askSeveral(Request request, AskOptions options, int count) {
        if (habits().mostAnswers() == 1) {
            return List.of();
        }
        List<Reply> replies = converse(asked(request), options, count);
        return hasFailed(replies) && habits().mostAnswers() == 1 ? List.of() : replies;
    }

    /** In one request where the server gives several answers to a prompt, else in several. */
    @Override
    public List<Reply> choose(Question question, AskOptions options, int count) {
        List<Reply> replies = new ArrayList<>();
        while (replies.size() < count && !hasFailed(replies)) {
            int before = habits().mostAnswers();
            List<Reply> more = converse(new AskedShort(question), options, count - replies.size());
            boolean tooMany = hasFailed(more) && habits().mostAnswers() < before;
            replies.addAll(tooMany ? List.of() : more);
        }
        return replies;
    }

    private static boolean hasFailed(List<Reply> replies) {
        return replies.stream().anyMatch(reply -> reply.failure().isPresent());
    }

    /** What is known of the server with the model that is asked. */
    private synchronized Habits habits() {
        if (habits == null) {
            habits = known.habits(settings.address(), model().name());
        }
        return habits;
    }

    private List<Reply> converse(Asked asked, AskOptions options, int count) {
        ModelInfo model = model();
        Map<String, Integer> refused = habits().refusedSchemas();
        progress.now().accept("waiting for " + model.title() + (model.loaded() ? " to answer" : " to load"));
        Conversation conversation =
                new Conversation(settings, wire, progress, asked, options, model, prompts, habits(), count);
        List<Reply> replies = conversation.run();
        Reply first = replies.get(0);
        LOG.debug("{} prompt tokens, {} of them from the server's cache", first.promptTokens(), first.cachedTokens());
        prompts = conversation.calibrated(first);
        toldContextTokens = Math.max(toldContextTokens, conversation.toldContextTokens());
        if (!habits().refusedSchemas().equals(refused)) {
            known.keep(settings.address(), model.name(), habits());
        }
        if (!model.loaded()) {
            // By now it is, and the server knows its context.
            forget();
        }
        return replies;
    }

    /** Ends every call under way. */
    @Override
    public void close() {
        wire.close();
    }
}
