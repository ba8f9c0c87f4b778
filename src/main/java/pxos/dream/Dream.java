package pxos.dream;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.dream.Choice.Result;
import pxos.dream.Chooser.Chosen;
import pxos.file.LockFile;
import pxos.model.CodingModel;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.Services;
import pxos.pixel.PixelReader;
import pxos.workspace.Workspace;

/**
 * A session in which pxOS improves itself: it chooses a goal, makes a run of it, and writes down why; until a limit is reached,
 * or nothing promising is left.
 */
public final class Dream {

    private static final SessionLimits NO_LIMITS = new SessionLimits(0, 0, 0, 0);
    private static final String NOTHING_LEFT = "nothing promising is left";

    private final Outside outside;
    private final Workspace workspace;
    private final Authors authors;
    private final Deeds deeds;
    private final Thinking thinking;
    private final SessionFiles files;
    private final VariantFile variants;
    private final PixelReader network;
    private final Chooser chooser;

    /** @param authors who plans and writes what the library does not know */
    public Dream(Outside outside, Workspace workspace, Authors authors, Testing testing) {
        this(outside, workspace, authors, testing, GoalSource.ALL);
    }

    /** @param sources where goals come from */
    Dream(Outside outside, Workspace workspace, Authors authors, Testing testing, List<GoalSource> sources) {
        this.chooser = new Chooser(sources);
        this.outside = outside;
        this.workspace = workspace;
        this.authors = authors;
        this.deeds = new Deeds(outside, workspace, authors, testing);
        this.thinking = new Thinking(outside, workspace, authors);
        this.files = new SessionFiles(workspace);
        this.variants = new VariantFile(workspace, files.variants());
        this.network = new PixelReader(workspace.network());
    }

    /** The page of a session, for people. */
    public Path page(DreamSession session) {
        return files.page(session.id());
    }

    /**
     * Dreams until it is over; every choice is written down before it is tried.
     *
     * @throws Problem where another dream is at work, or where nothing can be proved at all, which the session says, too
     */
    public DreamSession run(SessionLimits limits, DreamObserver observer) {
        try (LockFile lock = LockFile.take(files.lock(), Duration.ZERO, () -> {})
                .orElseThrow(() -> Problem.input(
                        "another dream is at work in this workspace", "Wait for it, or end it with Ctrl-C."))) {
            List<DreamSession> earlier = new Settlement(files, network).settled();
            Instant now = outside.clock().instant();
            List<String> models = models(observer);
            String who = models.isEmpty() ? "recipes" : String.join(" + ", models);
            DreamSession begun = DreamSession.begin(files.newId(now), now.toString(), limits, who);
            try (OpenSession open = new OpenSession(begun, files, observer)) {
                return dream(open, earlier, models, observer);
            }
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }

    /** What would be tried first now, without trying it; empty where nothing promising is left. */
    public Optional<Choice> outlook(DreamObserver observer) {
        DreamSession none =
                DreamSession.begin("dream_0", outside.clock().instant().toString(), NO_LIMITS, "");
        try (Services services = new Services(workspace, outside, observer)) {
            OsState state = services.analyzer().analyse(workspace);
            return chooser.choose(scene(services, state, files.all(), none, variants.of(state), models(observer)), none)
                    .map(chosen -> chosen.asChoice(1));
        }
    }

    private Scene scene(
            Services services,
            OsState state,
            List<DreamSession> earlier,
            DreamSession session,
            Variants kept,
            List<String> models) {
        List<DreamSession> all = new ArrayList<>(earlier);
        all.add(session);
        return new Scene(state, services, network, Ledger.of(all), kept, models);
    }

    /** Ids of the language models that can be asked. */
    private List<String> models(DreamObserver observer) {
        try (Services services = new Services(workspace, outside, observer)) {
            List<CodingModel> chosen = services.models(authors);
            List<String> ids = chosen.stream()
                    .filter(CodingModel::isLanguageModel)
                    .map(CodingModel::id)
                    .toList();
            chosen.forEach(CodingModel::close);
            return ids;
        }
    }

    private DreamSession dream(
            OpenSession open, List<DreamSession> earlier, List<String> models, DreamObserver observer) {
        try {
            Optional<String> end = Optional.empty();
            while (end.isEmpty()) {
                end = step(open, earlier, models, observer);
            }
            String why = end.get();
            return open.update(session -> session.ended(why));
        } catch (Problem e) {
            open.update(session -> session.ended(e.getMessage()));
            throw e;
        }
    }

    /** Tries one more thing; why it does not, where nothing more is to be tried. */
    private Optional<String> step(
            OpenSession open, List<DreamSession> earlier, List<String> models, DreamObserver observer) {
        Chosen chosen;
        try (Services services = new Services(workspace, outside, observer)) {
            OsState state = services.analyzer().analyse(workspace);
            Variants kept = variants.gathered(state);
            open.update(session -> session.keeping(kept.shown()));
            Optional<String> limit = open.limitReached(past(open), free(state));
            if (limit.isPresent()) {
                return limit;
            }
            Scene scene = scene(services, state, earlier, open.session(), kept, models);
            Optional<Chosen> best = chooser.choose(scene, open.session());
            if (thinking.isDue(scene, open.session(), best)) {
                thinking.think(scene, earlier, open, observer);
                return Optional.empty();
            }
            if (best.isEmpty()) {
                return Optional.of(NOTHING_LEFT);
            }
            chosen = best.get();
        }
        carryOut(chosen, open, observer);
        return Optional.empty();
    }

    private void carryOut(Chosen chosen, OpenSession open, DreamObserver observer) {
        Choice choice = chosen.asChoice(open.session().choices().size() + 1);
        open.update(session -> session.with(choice));
        observer.chose(choice);
        Result result = deeds.carryOut(
                chosen.best().candidate(), choice.inRecord(open.session().id()), observer);
        Choice ended = choice.ended(result);
        open.update(session -> session.with(ended).after(past(open).toMillis()));
        observer.cameOf(ended);
    }

    private Duration past(OpenSession open) {
        return Duration.between(
                Instant.parse(open.session().started()), outside.clock().instant());
    }

    private static int free(OsState state) {
        return state.zones().stream().mapToInt(ZoneUsage::freeBytes).sum();
    }
}
