package pxos.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.model.Answered;
import pxos.model.CodingModel;
import pxos.model.KnownStep;
import pxos.model.PlanReader;
import pxos.model.PlanReader.Plan;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Llm;
import pxos.pipeline.Choosing.Choice;
import pxos.pipeline.Shortlist.Chosen;

/**
 * Begins a feature: as what a model chooses out of the library by a short question, as what a model plans in full, or by a
 * short form of the prompt, where a model cannot do with the long one.
 */
final class FeatureStart {

    private final List<CodingModel> models;
    private final CodingModel recipes;
    private final PlanReader reader;
    private final Planner planner;
    private final Choosing choosing;
    private final Briefing briefing;

    /**
     * @param models who plans and writes the code: the first one that can plans, all of them write
     * @param recipes builds what other features need: known-good blocks
     */
    FeatureStart(
            List<CodingModel> models,
            CodingModel recipes,
            PlanReader reader,
            Planner planner,
            Choosing choosing,
            Briefing briefing) {
        this.models = List.copyOf(models);
        this.recipes = recipes;
        this.reader = reader;
        this.planner = planner;
        this.choosing = choosing;
        this.briefing = briefing;
    }

    /** The run with its next feature begun. */
    RunContext next(RunContext run) {
        WorkItem item = run.plan().items().get(run.plan().begun());
        if (run.request().auto()) {
            return inFull(run, item);
        }
        Shortlist list = item.shortlist();
        RunContext asked = run;
        // What is to be smaller is no question of what the library has.
        boolean mayChoose = !run.request().wish().isForFewerBytes();
        if (mayChoose
                && list.left().isEmpty()
                && list.questions() < run.request().authors().attempts()) {
            Choice choice = choosing.choose(item, authors(item));
            asked = run.withAttempts(choice.attempts());
            list = list.with(choice.chosen());
        }
        WorkItem listed = item.with(list);
        return list.next().isPresent() ? chosen(asked, listed, list.next().get()) : inFull(asked, listed);
    }

    private RunContext chosen(RunContext run, WorkItem item, Chosen chosen) {
        KnownStep step = chosen.step();
        Plan plan = new Plan(step.feature(), step.meaning(), List.of(step.goal()), List.of(), List.of());
        return begun(run, item.chosen(step), Planned.known(plan), List.of(chosen.author()));
    }

    /**
     * The run without the choice that was no success, so that the next one is tried; empty where the feature at work was
     * not chosen out of the library, or failed for a reason that another choice does not mend.
     */
    Optional<RunContext> refusing(RunContext run, Round round, RunFailure failure) {
        Shortlist list = round.item().shortlist();
        boolean answers = failure.kind() == Problem.Kind.CHECKS || failure.kind() == Problem.Kind.MODEL;
        if (list.left().isEmpty() || !answers) {
            return Optional.empty();
        }
        int index = run.plan().begun() - 1;
        List<WorkItem> items = new ArrayList<>(run.plan().items());
        items.set(index, list.left().get(0).item().with(list.refusing()));
        return Optional.of(run.withAttempts(round.attempts(null))
                .withWork(run.work()
                        .withOpen(run.work().open().subList(0, run.work().open().size() - 1)))
                .withPlan(new RunContext.Plan(items, index, run.plan().words())));
    }

    /** Has it planned with all that the model can be told. */
    private RunContext inFull(RunContext run, WorkItem item) {
        Request request = briefing.request(run, item, Purpose.PLAN);
        List<Attempt> attempts = new ArrayList<>();
        Problem problem = null;
        List<CodingModel> planners = new ArrayList<>(authors(item));
        planners.addAll(reserve(run, item));
        for (CodingModel model : planners) {
            if (!model.readsLongForm()) {
                return briefly(run.withAttempts(attempts), item, contenders(run, List.of(model)), false);
            }
            PlanReader.Made made = reader.ask(
                    model,
                    request,
                    plan -> item.objection(plan.feature(), run.work().source()));
            Answered<Plan> answered = made.answered();
            if (model.isLanguageModel()) {
                attempts.add(Attempt.atPlan(model, item, answered));
            }
            if (answered.value().isPresent()) {
                return begun(
                        run.withAttempts(attempts),
                        item,
                        new Planned(answered.value().get(), Optional.of(request), made.json()),
                        model == recipes ? List.of(recipes) : models);
            }
            problem = answered.problem().orElseThrow();
        }
        RunContext tried = run.withAttempts(attempts);
        List<Contender> last = LastResort.of(authors(item));
        return problem.kind() == Problem.Kind.MODEL && !last.isEmpty()
                ? briefly(tried, item, last, true)
                : tried.failed(Stage.PLAN, problem);
    }

    /** Begins it without a plan, in the short form. */
    private static RunContext briefly(RunContext run, WorkItem item, List<Contender> contenders, boolean lastResort) {
        WorkItem named = item.feature().isEmpty() ? item.named("") : item;
        int index = run.plan().begun();
        boolean last = index == run.plan().items().size() - 1;
        Round round = Round.first(named, Optional.empty(), contenders, last);
        return begun(run, named).withWork(run.work().withOpen(List.of(lastResort ? round.inShortForm() : round)));
    }

    private static RunContext begun(RunContext run, WorkItem item) {
        int index = run.plan().begun();
        List<WorkItem> items = new ArrayList<>(run.plan().items());
        items.set(index, item);
        return run.withPlan(new RunContext.Plan(items, index + 1, run.plan().words()));
    }

    private RunContext begun(RunContext run, WorkItem asked, Planned planned, List<CodingModel> authors) {
        Plan plan = planned.plan();
        WorkItem item = asked.feature().isEmpty() ? asked.named(plan.feature()) : asked;
        RunContext begun = begun(run, item);
        List<WorkItem> items = begun.plan().items();
        int next = begun.plan().begun();
        String words = items.size() == 1 ? plan.summary() : run.plan().words();
        Round round = Round.first(item, Optional.of(planned), contenders(run, authors), next == items.size());
        return withNeeded(
                begun.withPlan(new RunContext.Plan(items, next, words))
                        .withWork(run.work().withOpen(List.of(round))),
                plan.requires());
    }

    /** Who builds an item: the recipes what others need, the models all else. */
    private List<CodingModel> authors(WorkItem item) {
        return item.prerequisite() ? List.of(recipes) : models;
    }

    /**
     * Who builds an item where the models give nothing of use: the recipes, where they know it and the user left the choice
     * to the program. A model that is there must not lead to a worse end than none.
     */
    List<CodingModel> reserve(RunContext run, WorkItem item) {
        boolean free = run.request().authors().llm() == Llm.AUTO && isForModel(item);
        return free && item.known().isPresent() ? List.of(recipes) : List.of();
    }

    private boolean isForModel(WorkItem item) {
        return authors(item).stream().anyMatch(CodingModel::isLanguageModel);
    }

    /** Whether the recipes wrote what a language model was to write. */
    boolean takesOver(Round round, Trial best) {
        return best.contender().model() == recipes && isForModel(round.item());
    }

    static List<Contender> contenders(RunContext run, List<CodingModel> authors) {
        return Contender.of(authors, run.request().authors().candidates());
    }

    /** Puts what the feature at work needs on top of it, so that it is built first. */
    RunContext withNeeded(RunContext run, List<String> features) {
        List<Round> open = new ArrayList<>(run.work().open());
        List<WorkItem> needed = new ArrayList<>(planner.forRequired(features, run.present()));
        needed.removeIf(
                item -> open.stream().anyMatch(round -> round.item().feature().equals(item.feature())));
        Collections.reverse(needed);
        needed.forEach(item -> open.add(Round.first(item, Optional.empty(), contenders(run, authors(item)), false)));
        return run.withWork(run.work().withOpen(open));
    }
}
