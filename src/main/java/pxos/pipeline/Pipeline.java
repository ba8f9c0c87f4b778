package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.asm.Assembler;
import pxos.build.PrimitiveBuilder;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.OsFacts;
import pxos.model.PrimitiveGenerator;
import pxos.model.PlanReader;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.UnusableAnswerException;
import pxos.pipeline.RunFailure.Kind;
import pxos.roadmap.Milestone;
import pxos.workspace.Workspace;

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
    private final Planner planner;
    private final PlanReader planReader;
    private final PrimitiveGenerator generator;
    private final PrimitiveBuilder builder;
    private final Assembler assembler;
    private final Prover prover;

    public Pipeline(
            StateAnalyzer analyzer,
            Remembering memory,
            Planner planner,
            PlanReader planReader,
            PrimitiveGenerator generator,
            PrimitiveBuilder builder,
            Assembler assembler,
            Prover prover) {
        this.analyzer = analyzer;
        this.memory = memory;
        this.planner = planner;
        this.planReader = planReader;
        this.generator = generator;
        this.builder = builder;
        this.assembler = assembler;
        this.prover = prover;
    }

    /**
     * Runs all stages up to the tests; what the run changes is left to the caller, who logs it.
     *
     * @param begun a context that has only begun
     * @return how far it came, with its failure if it has one
     */
    public RunOutcome run(RunContext begun, Workspace workspace, CodingModel model, RunObserver observer) {
        Stopwatch watch = new Stopwatch(observer);
        FeatureWorker worker = new FeatureWorker(model, generator, builder, prover, watch);
        RunContext context = begun.withGenerator(model.id());
        try {
            watch.start(Stage.ANALYSE, "");
            context = context.withState(analyzer.analyse(workspace));
            watch.end(context.present().size() + " features present");

            watch.start(Stage.REMEMBER, "");
            context = context.withMemories(memory.relevantTo(context.request().title()));
            watch.end(context.memories().size() + " earlier runs");

            context = planItems(context, watch);
            for (int next = 0; next < context.plan().size(); next++) {
                context = buildItem(context, next, model, worker, watch);
            }
            return new RunOutcome(context, null, worker.lastProof(), worker.attempts(), watch.times());
        } catch (RunFailedException e) {
            watch.end("failed");
            return new RunOutcome(context, e.failure(), worker.lastProof(), worker.attempts(), watch.times());
        }
    }

    private RunContext planItems(RunContext context, Stopwatch watch) throws RunFailedException {
        watch.start(Stage.PLAN, "");
        RunRequest request = context.request();
        List<WorkItem> items = request.auto()
                ? planner.forMilestones(context.state().roadmap(), request.until(), context.present())
                : planner.forGoal(request.goal(), context.present());
        String words = String.join("; then ", items.stream().map(WorkItem::goal).toList());
        watch.end(words);
        return context.withPlan(items, words);
    }

    private RunContext buildItem(
            RunContext context, int index, CodingModel model, FeatureWorker worker, Stopwatch watch)
            throws RunFailedException {
        WorkItem item = context.plan().get(index);
        boolean last = index == context.plan().size() - 1;
        watch.start(Stage.PLAN, item.goal());
        PlanReader.Plan planned = ask(context, item, model);
        watch.end(planned.summary());
        RunContext ready = context;
        if (item.feature().isEmpty()) {
            List<WorkItem> items = new ArrayList<>(context.plan().subList(0, index));
            items.addAll(planner.forRequired(planned.requires(), context.present()));
            int inserted = items.size() - index;
            items.add(new WorkItem(item.goal(), planned.feature(), "", false));
            items.addAll(context.plan().subList(index + 1, context.plan().size()));
            ready = context.withPlan(items, planned.summary());
            if (inserted > 0) {
                return ready;
            }
            item = items.get(index);
        }
        return worker.work(ready, item, request(ready, item, Purpose.CODE, planned.summary()), planned.tests(), last);
    }

    private PlanReader.Plan ask(RunContext context, WorkItem item, CodingModel model) throws RunFailedException {
        try {
            return planReader.ask(model, request(context, item, Purpose.PLAN, ""));
        } catch (ModelException e) {
            throw new RunFailedException(new RunFailure(Stage.PLAN, Kind.MISSING, e.getMessage(), e.hint()), e);
        } catch (UnusableAnswerException e) {
            throw new RunFailedException(
                    new RunFailure(Stage.PLAN, Kind.MODEL, e.getMessage(), "Try a larger model."), e);
        }
    }

    private Request request(RunContext context, WorkItem item, Purpose purpose, String plan) {
        Optional<Milestone> milestone = context.state().roadmap().milestone(item.milestone());
        List<String> present = new ArrayList<>(context.present());
        present.add(item.feature());
        return new Request(
                purpose,
                item.goal(),
                item.milestone(),
                milestone.map(Milestone::constraints).orElse(List.of()),
                milestone.map(found -> found.scenarios(item.feature(), present)).orElse(List.of()),
                facts(context),
                context.memories(),
                List.of(),
                plan);
    }

    private OsFacts facts(RunContext context) {
        return new OsFacts(
                context.present(),
                context.source().baseSymbols(),
                builder.free(context.source()),
                PrimitiveBuilder.isExtendedZoneOpen(context.source()),
                assembler.available());
    }
}
