package pxos.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.Problem;
import pxos.build.PrimitiveBuilder;
import pxos.build.feature.Feature;
import pxos.model.Answered;
import pxos.model.CodingModel;
import pxos.model.KnownStep;
import pxos.model.PlanReader;
import pxos.model.PlanReader.Plan;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.pipeline.Choosing.Choice;

/**
 * Gets features written, built and proved, in rounds: every contender answers, every answer is built and booted, the
 * best one wins; what failed goes back to its author as evidence.
 *
 * <p>What an answer needs and the OS lacks is put on top of the features at work, and is built first.
 */
final class FeatureLoop {

    private final List<CodingModel> models;
    private final CodingModel recipes;
    private final PlanReader reader;
    private final Planner planner;
    private final Choosing choosing;
    private final Requirements requirements;
    private final Briefing briefing;
    private final TrialSteps steps;
    private final int cores;

    /**
     * @param models who plans and writes the code: the first one that can plans, all of them write
     * @param recipes builds what other features need: known-good blocks
     * @param cores answers that are built or booted at a time, at least 1
     */
    FeatureLoop(
            List<CodingModel> models,
            CodingModel recipes,
            PlanReader reader,
            Planner planner,
            Choosing choosing,
            Requirements requirements,
            Briefing briefing,
            TrialSteps steps,
            int cores) {
        this.models = List.copyOf(models);
        this.recipes = recipes;
        this.reader = reader;
        this.planner = planner;
        this.choosing = choosing;
        this.requirements = requirements;
        this.briefing = briefing;
        this.steps = steps;
        this.cores = cores;
    }

    /** Has the next feature planned: by the recipes what others need, all else by the first model that can. */
    RunContext plan(RunContext run) {
        WorkItem item = run.plan().items().get(run.plan().begun());
        Choice choice = run.request().auto() ? Choice.NONE : choosing.choose(item, authors(item));
        if (choice.step().isPresent()) {
            KnownStep step = choice.step().get();
            Plan plan = new Plan(step.feature(), step.meaning(), List.of(step.goal()), List.of(), List.of());
            return begun(
                    run.withAttempts(choice.attempts()),
                    item.chosen(step),
                    Planned.known(plan),
                    choice.author().stream().toList());
        }
        return inFull(run.withAttempts(choice.attempts()), item);
    }

    /** Has it planned with all that the model can be told. */
    private RunContext inFull(RunContext run, WorkItem item) {
        Request request = briefing.request(run, item, Purpose.PLAN);
        List<Attempt> attempts = new ArrayList<>();
        Problem problem = null;
        List<CodingModel> planners = new ArrayList<>(authors(item));
        planners.addAll(reserve(run, item));
        for (CodingModel model : planners) {
            Answered<Plan> answered = reader.ask(
                    model,
                    request,
                    plan -> item.objection(plan.feature(), run.work().source()));
            if (model.isLanguageModel()) {
                attempts.add(Attempt.atPlan(model, item, answered));
            }
            if (answered.value().isPresent()) {
                return begun(
                        run.withAttempts(attempts),
                        item,
                        new Planned(answered.value().get(), Optional.of(request), answered.lastJson()),
                        model == recipes ? List.of(recipes) : models);
            }
            problem = answered.problem().orElseThrow();
        }
        return run.withAttempts(attempts).failed(Stage.PLAN, problem);
    }

    /** Who builds an item: the recipes what others need, the models all else. */
    private List<CodingModel> authors(WorkItem item) {
        return item.prerequisite() ? List.of(recipes) : models;
    }

    /**
     * Who builds an item where the models give nothing of use: the recipes, where they know it and the user left the choice
     * to the program. A model that is there must not lead to a worse end than none.
     */
    private List<CodingModel> reserve(RunContext run, WorkItem item) {
        boolean free = run.request().authors().llm() == RunRequest.Llm.AUTO && isForModel(item);
        return free && item.known().isPresent() ? List.of(recipes) : List.of();
    }

    private boolean isForModel(WorkItem item) {
        return authors(item).stream().anyMatch(CodingModel::isLanguageModel);
    }

    private RunContext begun(RunContext run, WorkItem asked, Planned planned, List<CodingModel> authors) {
        Plan plan = planned.plan();
        WorkItem item = asked.feature().isEmpty() ? asked.named(plan.feature()) : asked;
        int index = run.plan().begun();
        List<WorkItem> items = new ArrayList<>(run.plan().items());
        items.set(index, item);
        String words = items.size() == 1 ? plan.summary() : run.plan().words();
        boolean last = index == items.size() - 1;
        List<Trial.Contender> contenders = contenders(run, authors);
        RunContext begun = run.withPlan(new RunContext.Plan(items, index + 1, words))
                .withWork(run.work().withOpen(List.of(Round.first(item, Optional.of(planned), contenders, last))));
        return withNeeded(begun, plan.requires());
    }

    private static List<Trial.Contender> contenders(RunContext run, List<CodingModel> authors) {
        return Trial.Contender.of(authors, run.request().authors().candidates());
    }

    /** Puts what the feature at work needs on top of it, so that it is built first. */
    private RunContext withNeeded(RunContext run, List<String> features) {
        List<Round> open = new ArrayList<>(run.work().open());
        List<WorkItem> needed = new ArrayList<>(planner.forRequired(features, run.present()));
        needed.removeIf(
                item -> open.stream().anyMatch(round -> round.item().feature().equals(item.feature())));
        Collections.reverse(needed);
        needed.forEach(item -> open.add(Round.first(item, Optional.empty(), contenders(run, authors(item)), false)));
        return run.withWork(run.work().withOpen(open));
    }

    /** Asks every contender of the round, side by side. */
    RunContext generate(RunContext run) {
        Round round = run.round().orElseThrow();
        Request request = round.planned()
                .flatMap(planned -> planned.question()
                        .map(question -> briefing.coding(run, round.item(), question, planned.answer())))
                .orElseGet(() -> briefing.request(run, round.item(), Purpose.CODE));
        List<Trial> trials = Parallel.map(
                FirstAnswers.of(round.contenders(), request),
                round.contenders().size(),
                contender -> steps.generate(
                        contender, round.item(), request, run.work().source()));
        Set<String> needed = requirements.of(usable(trials));
        run.present().forEach(needed::remove);
        return withNeeded(run.withRound(round.with(trials)), List.copyOf(needed));
    }

    private static List<Feature> usable(List<Trial> trials) {
        return trials.stream().filter(Trial::isIn).map(Trial::feature).toList();
    }

    /** Builds every answer of the round. */
    RunContext build(RunContext run) {
        Round round = run.round().orElseThrow();
        Round built = round.with(Parallel.map(round.trials(), cores, trial -> steps.build(run, round, trial)));
        RunContext withRoom = withNeeded(run, makingRoom(run, built));
        return withRoom.round().equals(run.round()) ? run.withRound(built) : withRoom;
    }

    /** What makes room where that is all that an answer lacks: then it is built first, and the answers once more. */
    private static List<String> makingRoom(RunContext run, Round built) {
        return built.trials().stream()
                .filter(trial -> trial.failure() != null)
                .flatMap(trial -> PrimitiveBuilder.makesRoom(
                        run.work().source(), trial.failure().message())
                        .stream())
                .filter(loader -> !run.present().contains(loader))
                .limit(1)
                .toList();
    }

    /** Boots every answer that was built, beside the OS without it. */
    RunContext test(RunContext run) {
        Round round = run.round().orElseThrow();
        boolean alone = round.trials().stream().filter(Trial::isIn).count() == 1;
        Round proved = round.with(Parallel.map(round.trials(), cores, trial -> steps.prove(run, round, trial, alone)));
        RunContext tested = run.withRound(proved);
        return proved.best().proof() == null
                ? tested
                : tested.withWork(tested.work().withProof(proved.best()));
    }

    /** Ends the round once nothing of it is left to do: its best answer is taken, or its authors have another try. */
    RunContext settled(RunContext run) {
        boolean atWork = run.isDue(Stage.GENERATE) || run.isDue(Stage.BUILD) || run.isDue(Stage.TEST);
        if (run.failure().isPresent() || run.round().isEmpty() || atWork) {
            return run;
        }
        Round round = run.round().get();
        Trial best = round.best();
        if (best.isIn()) {
            return taken(run, round, best);
        }
        Round next = round.next();
        boolean over = next.contenders().isEmpty()
                || next.number() > run.request().authors().attempts();
        if (!over) {
            return run.withRound(next);
        }
        List<CodingModel> reserve = best.contender().model() == recipes ? List.of() : reserve(run, round.item());
        return reserve.isEmpty() ? run.failed(best.failure()) : run.withRound(next.by(contenders(run, reserve)));
    }

    private RunContext taken(RunContext run, Round round, Trial best) {
        String why =
                takesOver(round, best) ? "the recipes know it, and the model gave nothing of use" : round.why(best);
        BuiltFeature feature = BuiltFeature.of(round, best, why);
        List<BuiltFeature> built = new ArrayList<>(run.built());
        built.add(feature);
        List<Round> open = run.work().open();
        Work work = new Work(
                best.built().source(),
                best.built().image(),
                built,
                open.subList(0, open.size() - 1),
                run.work().proof(),
                run.work().strength(),
                run.work().verdict());
        return run.withWork(work).withAttempts(round.attempts(best));
    }

    /** Whether the recipes wrote what a language model was to write. */
    private boolean takesOver(Round round, Trial best) {
        return best.contender().model() == recipes && isForModel(round.item());
    }
}
