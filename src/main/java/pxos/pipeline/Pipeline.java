package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.model.CodingModel;
import pxos.model.PlanReader;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.pipeline.RunFailure.Kind;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;

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
public final class Pipeline {

    private final StateAnalyzer analyzer;
    private final Remembering memory;
    private final PlanReader planReader;
    private final Facts facts;
    private final Workshop workshop;

    public Pipeline(StateAnalyzer analyzer, Remembering memory, PlanReader planReader, Facts facts, Workshop workshop) {
        this.analyzer = analyzer;
        this.memory = memory;
        this.planReader = planReader;
        this.facts = facts;
        this.workshop = workshop;
    }

    /**
     * Runs all stages up to the tests; what the run changes is left to the caller, who logs it.
     *
     * @param begun a context that has only begun
     * @param models who plans and writes the code: the first one plans, all of them write
     * @return how far it came, with its failure if it has one
     */
    public RunOutcome run(RunContext begun, Workspace workspace, List<CodingModel> models, RunObserver observer) {
        Stopwatch watch = new Stopwatch(observer);
        List<Attempt> attempts = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        FeatureWorker worker = new FeatureWorker(workshop, models, watch, attempts, cores);
        Planning planning = new Planning(planReader, models, workshop.recipes(), attempts);
        RunContext context = begun.withGenerator(
                String.join(" + ", models.stream().map(CodingModel::id).toList()));
        try {
            watch.start(Stage.ANALYSE, "");
            context = context.withState(analyzer.analyse(workspace));
            watch.end(context.present().size() + " features present");

            watch.start(Stage.REMEMBER, "");
            context = context.withMemories(memory.relevantTo(context.request().title()));
            watch.end(context.memories().size() + " earlier runs");

            context = planItems(context, watch);
            requireReady(models);
            for (int next = 0; next < context.plan().size(); next++) {
                context = buildItem(context, next, planning, worker, watch);
            }
            return new RunOutcome(context, null, worker.lastProof(), attempts, watch.times());
        } catch (RunFailedException e) {
            watch.end("failed");
            return new RunOutcome(context, e.failure(), worker.lastProof(), attempts, watch.times());
        }
    }

    /** Fails before anything is built when there is no model to ask. */
    private static void requireReady(List<CodingModel> models) throws RunFailedException {
        Problem missing = null;
        for (CodingModel model : models) {
            try {
                model.requireReady();
                return;
            } catch (Problem e) {
                missing = e;
            }
        }
        throw new RunFailedException(
                new RunFailure(Stage.PLAN, Kind.MISSING, missing.getMessage(), missing.hint()), missing);
    }

    /** The requests that would be sent for the first feature that was asked for, without sending them. */
    public List<Request> requests(RunContext begun, Workspace workspace) throws RunFailedException {
        RunContext context = begun.withState(analyzer.analyse(workspace));
        context = context.withMemories(memory.relevantTo(context.request().title()));
        context = planItems(context, new Stopwatch(RunObserver.SILENT));
        WorkItem item = context.plan().stream()
                .filter(planned -> !planned.prerequisite())
                .findFirst()
                .orElseThrow();
        return List.of(request(context, item, Purpose.PLAN, ""), request(context, item, Purpose.CODE, ""));
    }

    private RunContext planItems(RunContext context, Stopwatch watch) throws RunFailedException {
        watch.start(Stage.PLAN, "");
        RunRequest request = context.request();
        List<WorkItem> items = request.auto()
                ? workshop.planner().forMilestones(context.state().roadmap(), request.until(), context.present())
                : workshop.planner().forGoal(request.goal(), context.present());
        String words = String.join("; then ", items.stream().map(WorkItem::goal).toList());
        watch.end(words);
        return context.withPlan(items, words);
    }

    private RunContext buildItem(
            RunContext context, int index, Planning planning, FeatureWorker worker, Stopwatch watch)
            throws RunFailedException {
        WorkItem asked = context.plan().get(index);
        boolean last = index == context.plan().size() - 1;
        watch.start(Stage.PLAN, asked.goal());
        PlanReader.Plan plan = planning.plan(asked, request(context, asked, Purpose.PLAN, ""), context.source());
        watch.end(plan.summary());
        WorkItem item = asked.feature().isEmpty() ? asked.named(plan.feature()) : asked;
        RunContext ready = context.withPlan(replaced(context.plan(), index, item), words(context, plan));
        for (WorkItem needed : workshop.planner().forRequired(plan.requires(), ready.present())) {
            ready = worker.work(ready, needed, known -> request(known, needed, Purpose.CODE, ""), List.of(), false);
        }
        return worker.work(
                ready, item, known -> request(known, item, Purpose.CODE, Planning.text(plan)), plan.tests(), last);
    }

    private static List<WorkItem> replaced(List<WorkItem> items, int index, WorkItem item) {
        List<WorkItem> changed = new ArrayList<>(items);
        changed.set(index, item);
        return changed;
    }

    private static String words(RunContext context, PlanReader.Plan plan) {
        return context.plan().size() == 1 ? plan.summary() : context.planText();
    }

    private Request request(RunContext context, WorkItem item, Purpose purpose, String plan) throws RunFailedException {
        Optional<Milestone> milestone = context.state().roadmap().milestone(item.milestone());
        List<String> present = new ArrayList<>(context.present());
        present.add(item.feature());
        return new Request(
                purpose,
                item.goal(),
                item.milestone(),
                milestone.map(Milestone::constraints).orElse(List.of()),
                milestone.map(found -> found.scenarios(item.feature(), present)).orElse(List.of()),
                facts.of(
                        context.source(),
                        item,
                        milestone.map(Milestone::templates).orElse(List.of())),
                context.memories(),
                List.of(),
                plan,
                item.known());
    }
}
