package pxos.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.model.CodingModel;
import pxos.model.Request;
import pxos.proof.Discrimination;
import pxos.scenario.Scenario;

/**
 * Gets one feature written, built and proved, in rounds: every contender answers, every answer is built and booted, the
 * best one wins; what failed goes back to its author as evidence.
 */
final class FeatureWorker {

    /** Makes the request for a feature from what is known by then. */
    interface Asking {
        Request request(RunContext context) throws RunFailedException;
    }

    private final Workshop workshop;
    private final List<CodingModel> models;
    private final Stopwatch watch;
    private final List<Attempt> attempts;
    private final TrialSteps steps;
    private final int cores;
    private Discrimination lastProof;

    /**
     * A worker for one run.
     *
     * @param attempts takes every attempt as it ends, also those of features that fail
     * @param cores answers that are built or booted at a time, at least 1
     */
    FeatureWorker(Workshop workshop, List<CodingModel> models, Stopwatch watch, List<Attempt> attempts, int cores) {
        this.workshop = workshop;
        this.models = models;
        this.watch = watch;
        this.attempts = attempts;
        this.steps = new TrialSteps(workshop);
        this.cores = cores;
    }

    /** What the newest test showed; null where nothing was tested. */
    Discrimination lastProof() {
        return lastProof;
    }

    /**
     * Works on {@code item} until it is verified or the attempts are used up.
     *
     * @param asking makes the request from what is known by then
     * @param planned scenarios that the plan proposed
     * @param last whether everything built before must be shown to work still
     * @throws RunFailedException with the evidence of the best attempt of the last round
     */
    RunContext work(RunContext context, WorkItem item, Asking asking, List<Scenario> planned, boolean last)
            throws RunFailedException {
        List<Contender> contenders = Contender.of(
                item.prerequisite() ? List.of(workshop.recipes()) : models,
                context.request().candidates());
        RunContext current = context;
        Trial best = null;
        for (int round = 1; round <= context.request().attempts() && !contenders.isEmpty(); round++) {
            List<Trial> trials = generate(contenders, item, asking.request(current));
            current = withRequirements(current, trials, asking);
            trials = build(current, item, trials, planned);
            trials = prove(current, item, trials, last);
            best = trials.stream().min(Trial::bestFirst).orElseThrow();
            record(item, round, trials, best);
            if (best.isIn()) {
                return taken(current, item, best, trials, round);
            }
            contenders =
                    trials.stream().filter(Trial::canBeMended).map(Trial::told).toList();
        }
        throw new RunFailedException(best.failure());
    }

    private List<Trial> generate(List<Contender> contenders, WorkItem item, Request request) throws RunFailedException {
        watch.start(Stage.GENERATE, item.goal());
        List<Trial> trials =
                Parallel.map(contenders, contenders.size(), contender -> steps.generate(contender, item, request));
        String authors =
                String.join(", ", trials.stream().map(Trial::author).distinct().toList());
        watch.end(trials.size() == 1 ? "by " + authors : trials.size() + " answers by " + authors);
        return trials;
    }

    /** The OS with everything that the answers need and that is not there yet. */
    private RunContext withRequirements(RunContext context, List<Trial> trials, Asking asking)
            throws RunFailedException {
        RunContext current = context;
        for (WorkItem item : required(context, trials)) {
            current = work(
                    current,
                    item,
                    known -> asking.request(known).forStep(item.known().orElseThrow()),
                    List.of(),
                    false);
        }
        return current;
    }

    private List<WorkItem> required(RunContext context, List<Trial> trials) throws RunFailedException {
        try {
            Set<String> needed = workshop.requirements()
                    .of(trials.stream().filter(Trial::isIn).map(Trial::feature).toList());
            context.present().forEach(needed::remove);
            return workshop.planner().forRequired(List.copyOf(needed), context.present());
        } catch (IOException e) {
            throw TrialSteps.unreadable(e);
        }
    }

    private List<Trial> build(RunContext context, WorkItem item, List<Trial> trials, List<Scenario> planned)
            throws RunFailedException {
        watch.start(Stage.BUILD, item.goal());
        List<Trial> built = Parallel.map(trials, cores, trial -> steps.build(context, item, trial, planned));
        watch.end(built.stream()
                .map(trial -> trial.isIn()
                        ? trial.built().sizeBytes() + " bytes"
                        : trial.failure().message())
                .collect(Collectors.joining(", ")));
        return built;
    }

    private List<Trial> prove(RunContext context, WorkItem item, List<Trial> trials, boolean last)
            throws RunFailedException {
        if (!context.request().test() || trials.stream().noneMatch(Trial::isIn)) {
            return trials;
        }
        watch.start(Stage.TEST, item.goal());
        boolean alone = trials.stream().filter(Trial::isIn).count() == 1;
        List<Trial> proved = Parallel.map(trials, cores, trial -> steps.prove(context, item, trial, last, alone));
        Trial best = proved.stream().min(Trial::bestFirst).orElseThrow();
        lastProof = best.proof();
        watch.end(best.proof() == null ? best.outcome() : best.proof().summary());
        return proved;
    }

    private static RunContext taken(RunContext context, WorkItem item, Trial best, List<Trial> trials, int round) {
        BuiltFeature built = new BuiltFeature(
                best.feature().name(),
                item,
                best.author(),
                best.feature().primitives().size(),
                best.built().sizeBytes(),
                best.built().written(),
                round,
                best.tokens(),
                best.fresh(),
                Contest.why(best, trials));
        return context.withBuilt(built, best.built().source(), best.built().image(), best.proof());
    }

    private void record(WorkItem item, int round, List<Trial> trials, Trial best) {
        for (Trial trial : trials) {
            String feature =
                    trial.feature() == null ? item.feature() : trial.feature().name();
            attempts.add(new Attempt(
                    Stage.GENERATE,
                    feature.isEmpty() ? "feature" : feature,
                    round,
                    trial.contender().name(),
                    trial.author(),
                    trial.replies(),
                    trial.outcome(),
                    trial.evidence(),
                    trial == best && trial.isIn()));
        }
    }
}
