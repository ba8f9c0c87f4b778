package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pxos.build.BuildException;
import pxos.build.BuildOptions;
import pxos.build.BuildResult;
import pxos.feature.Feature;
import pxos.feature.InvalidFeatureException;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.PrimitiveGenerator.Generated;
import pxos.model.Request;
import pxos.model.UnusableAnswerException;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.qemu.Discrimination;
import pxos.qemu.Verdict;
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

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Workshop workshop;
    private final List<CodingModel> models;
    private final Stopwatch watch;
    private final List<Attempt> attempts = new ArrayList<>();
    private Discrimination lastProof;

    FeatureWorker(Workshop workshop, List<CodingModel> models, Stopwatch watch) {
        this.workshop = workshop;
        this.models = models;
        this.watch = watch;
    }

    /** What the newest test showed; null where nothing was tested. */
    Discrimination lastProof() {
        return lastProof;
    }

    /** Every attempt so far, also those of features that failed. */
    List<Attempt> attempts() {
        return attempts;
    }

    /**
     * Works on {@code item} until it is verified or the attempts are used up.
     *
     * @param asking makes the request from what is known by then
     * @param planned scenarios that the plan proposed
     * @param last whether everything built before must be shown to work still
     * @throws RunFailedException with the evidence of the best attempt of the last round
     */
    RunContext work(
            RunContext context,
            WorkItem item,
            Asking asking,
            List<Scenario> planned,
            boolean last)
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
            trials = prove(current, trials, last);
            best = trials.stream().min(Trial.BEST_FIRST).orElseThrow();
            record(item, round, trials, best);
            if (best.isIn()) {
                return taken(current, item, best, trials, round);
            }
            contenders = trials.stream()
                    .filter(FeatureWorker::canDoBetter)
                    .map(trial -> trial.contender().told(trial.answer(), trial.evidence()))
                    .toList();
        }
        throw new RunFailedException(best.failure());
    }

    /** Recipes have said what they know, and a model that cannot be asked will not be there a moment later. */
    private static boolean canDoBetter(Trial trial) {
        return trial.contender().model().isLanguageModel() && trial.failure().kind() != Kind.MISSING;
    }

    private List<Trial> generate(List<Contender> contenders, WorkItem item, Request request) {
        watch.start(Stage.GENERATE, item.goal());
        List<Trial> trials =
                Parallel.map(contenders, contenders.size(), contender -> generate(contender, item, request));
        String authors = String.join(", ", trials.stream().map(Trial::author).distinct().toList());
        watch.end(trials.size() == 1 ? "by " + authors : trials.size() + " answers by " + authors);
        return trials;
    }

    private Trial generate(Contender contender, WorkItem item, Request request) {
        try {
            Generated generated = workshop.generator()
                    .generate(contender.model(), contender.options(), request.withFeedback(contender.feedback()));
            return Trial.of(contender, named(generated.feature(), item), generated.replies());
        } catch (ModelException e) {
            return Trial.unusable(
                    contender, List.of(), new RunFailure(Stage.GENERATE, Kind.MISSING, e.getMessage(), e.hint()), "");
        } catch (UnusableAnswerException e) {
            String last = e.rejected().get(e.rejected().size() - 1).problem();
            String hint = "Try a larger model, or word the goal differently.";
            return Trial.unusable(
                    contender, e.replies(), new RunFailure(Stage.GENERATE, Kind.MODEL, e.getMessage(), hint), last);
        }
    }

    private static Feature named(Feature feature, WorkItem item) {
        return item.feature().isEmpty()
                ? feature
                : new Feature(item.feature(), feature.startAddress(), feature.primitives(), feature.tests());
    }

    /** The OS with everything that the answers need and that is not there yet. */
    private RunContext withRequirements(RunContext context, List<Trial> trials, Asking asking)
            throws RunFailedException {
        RunContext current = context;
        for (WorkItem item : required(context, trials)) {
            current = work(current, item, known -> asking.request(known).forGoal(item.goal()), List.of(), false);
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
            throw unreadable(e);
        }
    }

    private List<Trial> build(RunContext context, WorkItem item, List<Trial> trials, List<Scenario> planned)
            throws RunFailedException {
        watch.start(Stage.BUILD, item.goal());
        List<Trial> built = new ArrayList<>();
        for (Trial trial : trials) {
            built.add(trial.isIn() ? build(context, item, trial, planned) : trial);
        }
        watch.end(String.join(
                ", ",
                built.stream()
                        .map(trial -> trial.isIn()
                                ? trial.built().sizeBytes() + " bytes"
                                : trial.failure().message())
                        .toList()));
        return built;
    }

    private Trial build(RunContext context, WorkItem item, Trial trial, List<Scenario> planned)
            throws RunFailedException {
        BuildOptions options = new BuildOptions(
                item.goal(), context.runId(), trial.author(), context.request().allowBootEdit());
        // A recipe that cannot be built is a matter of the workspace; a language model's answer is the model's.
        Kind kind = trial.contender().model().isLanguageModel() ? Kind.MODEL : Kind.INPUT;
        try {
            BuildResult result = workshop.builder().add(context.source(), trial.feature(), options);
            return trial.built(
                    result, fresh(context, trial.feature(), result.source().featureNames(), planned));
        } catch (BuildException e) {
            return trial.failed(
                    new RunFailure(Stage.BUILD, kind, e.getMessage(), e.hint()), String.join("\n", e.errors()));
        } catch (InvalidFeatureException e) {
            return trial.failed(new RunFailure(Stage.BUILD, kind, e.getMessage(), ""), String.join("\n", e.errors()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The scenarios that are to show the feature: its milestone's, the plan's and its own. */
    private static List<Scenario> fresh(
            RunContext context, Feature feature, List<String> present, List<Scenario> planned) {
        Stream<Scenario> accepted = context.state().roadmap().milestoneOf(feature.name()).stream()
                .flatMap(milestone -> milestone.scenarios(feature.name(), present).stream());
        return Stream.of(accepted, planned.stream(), feature.tests().stream())
                .flatMap(scenarios -> scenarios)
                .distinct()
                .toList();
    }

    private List<Trial> prove(RunContext context, List<Trial> trials, boolean last) throws RunFailedException {
        if (!context.request().test() || trials.stream().noneMatch(Trial::isIn)) {
            return trials;
        }
        watch.start(Stage.TEST, trials.get(0).contender().name());
        boolean alone = trials.stream().filter(Trial::isIn).count() == 1;
        List<Trial> proved;
        try {
            proved = Parallel.map(trials, CORES, trial -> trial.isIn() ? prove(context, trial, last, alone) : trial);
        } catch (Untestable e) {
            throw e.failure;
        }
        Trial best = proved.stream().min(Trial.BEST_FIRST).orElseThrow();
        lastProof = best.proof();
        watch.end(best.proof() == null ? best.outcome() : best.proof().summary());
        return proved;
    }

    private Trial prove(RunContext context, Trial trial, boolean last, boolean alone) {
        String feature = trial.feature().name();
        try {
            BootImage without = workshop.builder().remove(context.source(), feature);
            List<Scenario> others =
                    last ? regression(context, feature, trial.built().source().featureNames(), trial.fresh()) : List.of();
            Discrimination proof =
                    workshop.prover().prove(without, trial.built().image(), trial.fresh(), others, alone);
            Trial proved = trial.proved(proof);
            if (proof.verdict() == Verdict.PASS) {
                return proved;
            }
            Kind kind = proof.verdict() == Verdict.FAIL ? Kind.CHECKS : Kind.INTERNAL;
            return proved.failed(new RunFailure(Stage.TEST, kind, proof.summary(), ""), EvidenceText.of(proof));
        } catch (RunFailedException e) {
            throw new Untestable(e);
        } catch (BuildException e) {
            throw new Untestable(new RunFailedException(
                    new RunFailure(Stage.BUILD, Kind.INTERNAL, e.getMessage(), e.hint()), e));
        } catch (InvalidFeatureException | IOException e) {
            throw new Untestable(unreadable(e));
        }
    }

    /** Carries a failure that ends the run out of a parallel task. */
    private static final class Untestable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RunFailedException failure;

        Untestable(RunFailedException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** The scenarios of everything else: what the workspace knows, and features verified in this run. */
    private static List<Scenario> regression(
            RunContext context, String feature, List<String> present, List<Scenario> fresh) {
        Set<Scenario> scenarios = new LinkedHashSet<>(Suite.of(context.state(), present));
        context.state().kept().getOrDefault(feature, List.of()).forEach(scenarios::remove);
        context.built().forEach(built -> scenarios.addAll(built.scenarios()));
        fresh.forEach(scenarios::remove);
        return List.copyOf(scenarios);
    }

    private static RunContext taken(RunContext context, WorkItem item, Trial best, List<Trial> trials, int round) {
        String why = trials.size() == 1
                ? ""
                : String.format(
                        "%s of %d answers, %d of them good: %s",
                        best.contender().name(),
                        trials.size(),
                        trials.stream().filter(Trial::isIn).count(),
                        best.outcome());
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
                why);
        return context.withBuilt(built, best.built().source(), best.built().image(), best.proof());
    }

    private void record(WorkItem item, int round, List<Trial> trials, Trial best) {
        for (Trial trial : trials) {
            String feature = trial.feature() == null ? item.feature() : trial.feature().name();
            attempts.add(new Attempt(
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

    private static RunFailedException unreadable(Exception e) {
        return new RunFailedException(
                new RunFailure(Stage.BUILD, Kind.INPUT, e.getMessage(), "Put the template right, or restore it."), e);
    }
}
