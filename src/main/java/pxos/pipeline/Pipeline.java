package pxos.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.model.CodingModel;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.pixel.PixelReader;

/**
 * From a goal to a verified OS, one stage after the other:
 *
 * <pre>
 *   analyse    StateAnalyzer        source, image, roadmap, kept scenarios
 *   remember   PixelReader          earlier runs that matter here
 *   plan       CodingModel          which features, prerequisites first
 *   generate   PrimitiveGenerator   a feature's primitives      ─┐
 *   build      PrimitiveBuilder     rails, placement, image      ├ for each feature, until it is proved
 *   test       QemuTester           red before, green after     ─┘
 *   log        PixelLogger          a strip of pixels, and the change itself
 * </pre>
 */
final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final int RELEVANT_RUNS = 8;
    private static final int NEWEST_RUNS = 2;

    private final StateAnalyzer analyzer;
    private final PixelReader memory;
    private final Planner planner;
    private final List<CodingModel> models;
    private final Briefing briefing;
    private final FeatureLoop features;
    private final Recorder recorder;
    private final RunObserver observer;

    Pipeline(
            StateAnalyzer analyzer,
            PixelReader memory,
            Planner planner,
            List<CodingModel> models,
            Briefing briefing,
            FeatureLoop features,
            Recorder recorder,
            RunObserver observer) {
        this.analyzer = analyzer;
        this.memory = memory;
        this.planner = planner;
        this.models = models;
        this.briefing = briefing;
        this.features = features;
        this.recorder = recorder;
        this.observer = observer;
    }

    /** Runs all stages; a run that fails stops there, and is logged with its failure. */
    RunContext run(RunContext begun) {
        RunContext run = in(Stage.ANALYSE, begun, this::analyse);
        run = in(Stage.REMEMBER, run, this::remember);
        run = in(Stage.PLAN, run, this::plan);
        while (run.hasWork()) {
            run = in(Stage.PLAN, run, features::plan);
            run = in(Stage.GENERATE, run, features::generate);
            run = in(Stage.BUILD, run, features::build);
            run = in(Stage.TEST, run, features::test);
            run = features.settled(run);
        }
        return in(Stage.LOG, RunWords.withAttemptNamed(run), recorder::log);
    }

    /** The questions that would be sent for the first feature that was asked for, without sending them. */
    List<Request> questions(RunContext begun) throws IOException {
        RunContext run = planned(remember(analyse(begun)));
        WorkItem item = run.plan().items().stream()
                .filter(planned -> !planned.prerequisite())
                .findFirst()
                .orElse(null);
        return item == null
                ? List.of()
                : List.of(briefing.request(run, item, Purpose.PLAN), briefing.request(run, item, Purpose.CODE));
    }

    private RunContext analyse(RunContext run) throws IOException {
        return run.withFound(analyzer.analyse(run.request().workspace()));
    }

    private RunContext remember(RunContext run) {
        try {
            return run.withMemories(memory.memories(run.request().title(), RELEVANT_RUNS, NEWEST_RUNS));
        } catch (IOException e) {
            throw Problem.input("cannot read the pixel network: " + e.getMessage(), "pxos network verify says more.");
        }
    }

    private RunContext plan(RunContext run) {
        RunContext planned = planned(run);
        if (planned.plan().items().isEmpty()) {
            return planned;
        }
        // Nothing is built before there is a model to ask.
        Problem missing = null;
        for (CodingModel model : models) {
            try {
                model.requireReady();
                return planned;
            } catch (Problem e) {
                missing = e;
            }
        }
        return planned.failed(Stage.PLAN, missing);
    }

    private RunContext planned(RunContext run) {
        List<WorkItem> items = items(run);
        String words = String.join("; then ", items.stream().map(WorkItem::goal).toList());
        return run.withPlan(new RunContext.Plan(items, 0, words));
    }

    private List<WorkItem> items(RunContext run) {
        RunRequest request = run.request();
        if (request.auto()) {
            return planner.forMilestones(run.found().roadmap(), request.until(), run.present());
        }
        if (!request.wish().feature().isEmpty()) {
            return List.of(new WorkItem(request.goal(), request.wish().feature(), "", false));
        }
        // An answer that is there already names its one feature itself.
        return request.authors().given() == null
                ? planner.forGoal(request.goal(), run.present())
                : List.of(new WorkItem(request.goal(), "", "", false));
    }

    /** What a stage does. */
    @FunctionalInterface
    private interface Step {
        RunContext apply(RunContext run) throws IOException;
    }

    /** Measures a stage, tells the observer, and turns a problem into a failed run. */
    private RunContext in(Stage stage, RunContext run, Step step) {
        if (!run.isDue(stage)) {
            return run;
        }
        observer.started(stage, run);
        long start = System.nanoTime();
        RunContext after = attempted(stage, run, step);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (stage == Stage.LOG) {
            // The recorder has measured itself: its time stands in what it wrote.
            observer.ended(stage, after.time(stage), after);
            return after;
        }
        RunContext timed = after.withTime(stage, time);
        observer.ended(stage, time, timed);
        return timed;
    }

    private static RunContext attempted(Stage stage, RunContext run, Step step) {
        try {
            return step.apply(run);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} failed", stage.label(), e);
            return run.failed(stage, Problem.of(e));
        }
    }
}
