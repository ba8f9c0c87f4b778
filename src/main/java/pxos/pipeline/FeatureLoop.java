package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pxos.build.PrimitiveBuilder;
import pxos.build.feature.Feature;
import pxos.model.CodingModel;
import pxos.model.Request;
import pxos.model.Request.Purpose;

/**
 * Gets features written, built and proved, in rounds: every contender answers, every answer is built and booted, the
 * best one wins; what failed goes back to its author as evidence.
 *
 * <p>What an answer needs and the OS lacks is put on top of the features at work, and is built first.
 */
final class FeatureLoop {

    private final FeatureStart start;
    private final Requirements requirements;
    private final Briefing briefing;
    private final TrialSteps steps;
    private final int cores;

    /** @param cores answers that are built or booted at a time, at least 1 */
    FeatureLoop(FeatureStart start, Requirements requirements, Briefing briefing, TrialSteps steps, int cores) {
        this.start = start;
        this.requirements = requirements;
        this.briefing = briefing;
        this.steps = steps;
        this.cores = cores;
    }

    /** Has the next feature planned: by the recipes what others need, all else by the first model that can. */
    RunContext plan(RunContext run) {
        return start.next(run);
    }

    /** Asks every contender of the round, side by side. */
    RunContext generate(RunContext run) {
        Round round = run.round().orElseThrow();
        Request request = question(run, round);
        List<Trial> trials = Parallel.map(
                FirstAnswers.of(round.contenders(), request, round.shortForm()),
                round.contenders().size(),
                contender ->
                        steps.generate(contender, round, request, run.work().source()));
        Set<String> needed = requirements.of(usable(trials));
        run.present().forEach(needed::remove);
        return start.withNeeded(run.withRound(round.with(trials)), List.copyOf(needed));
    }

    private Request question(RunContext run, Round round) {
        if (round.shortForm()) {
            return briefing.request(run, round.item(), Purpose.CODE).briefly();
        }
        return round.planned()
                .flatMap(planned -> planned.question()
                        .map(question -> briefing.coding(run, round.item(), question, planned.answer())))
                .orElseGet(() -> briefing.request(run, round.item(), Purpose.CODE));
    }

    private static List<Feature> usable(List<Trial> trials) {
        return trials.stream().filter(Trial::isIn).map(Trial::feature).toList();
    }

    /** Builds every answer of the round. */
    RunContext build(RunContext run) {
        Round round = run.round().orElseThrow();
        Round built = round.with(Parallel.map(round.trials(), cores, trial -> steps.build(run, round, trial)));
        RunContext withRoom = start.withNeeded(run, makingRoom(run, built));
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

    /** Boots every answer that was built, and the OS without it. */
    RunContext test(RunContext run) {
        Round round = run.round().orElseThrow();
        Round proved = round.with(new Contest(steps, cores).judged(run, round));
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
        return start.refusing(run, round, best.failure()).orElseGet(() -> mended(run, round));
    }

    /** The next round, by the same authors or by others; where there is none, the run has failed. */
    private RunContext mended(RunContext run, Round round) {
        Round next = round.next();
        boolean over = next.contenders().isEmpty()
                || next.number() > run.request().authors().attempts();
        if (!over && !round.shortForm()) {
            return run.withRound(next);
        }
        List<CodingModel> reserve = start.reserve(run, round.item());
        if (!reserve.isEmpty() && !start.takesOver(round, round.best())) {
            return run.withRound(next.by(FeatureStart.contenders(run, reserve)));
        }
        List<Contender> last = LastResort.after(round);
        return last.isEmpty()
                ? run.failed(
                        round.shortForm()
                                ? LastResort.failure(round)
                                : round.best().failure())
                : run.withRound(next.by(last).inShortForm());
    }

    private RunContext taken(RunContext run, Round round, Trial best) {
        String why = start.takesOver(round, best)
                ? "the recipes know it, and the model gave nothing of use"
                : round.why(best);
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
}
