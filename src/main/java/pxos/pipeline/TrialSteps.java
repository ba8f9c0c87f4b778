package pxos.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pxos.Problem;
import pxos.build.BuildException;
import pxos.build.BuildOptions;
import pxos.build.BuildResult;
import pxos.build.feature.Feature;
import pxos.build.feature.InvalidFeatureException;
import pxos.build.source.FeatureBlock;
import pxos.model.Answered;
import pxos.model.Request;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.proof.Discrimination;
import pxos.proof.Verdict;
import pxos.scenario.Scenario;

/** The steps of one answer: asked for, built, proved. What goes wrong becomes the trial's failure. */
final class TrialSteps {

    private final Workshop workshop;

    TrialSteps(Workshop workshop) {
        this.workshop = workshop;
    }

    Trial generate(Contender contender, WorkItem item, Request request) {
        Answered<Feature> answered = workshop.generator().generate(contender.model(), contender.lessons(), request);
        if (answered.problem().isEmpty()) {
            return Trial.of(
                    contender.with(answered.lessons()),
                    named(answered.value().orElseThrow(), item),
                    answered.replies());
        }
        Problem problem = answered.problem().get();
        Kind kind = Kind.valueOf(problem.kind().name());
        return Trial.unusable(
                contender,
                answered.replies(),
                new RunFailure(Stage.GENERATE, kind, problem.getMessage(), problem.hint()),
                kind == Kind.MODEL ? answered.lessons().last() : "");
    }

    private static Feature named(Feature feature, WorkItem item) {
        return item.feature().isEmpty()
                ? feature
                : new Feature(item.feature(), feature.startAddress(), feature.primitives(), feature.tests());
    }

    /**
     * Builds what is in; anything else stays as it is.
     *
     * @param planned scenarios that the plan proposed
     * @throws RunFailedException where the library cannot be read, which ends the run
     */
    Trial build(RunContext context, WorkItem item, Trial trial, List<Scenario> planned) throws RunFailedException {
        if (!trial.isIn()) {
            return trial;
        }
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

    /**
     * The scenarios that are to show the feature: its milestone's, the plan's and its own. One of its own takes the
     * place of the plan's of the same name: a plan can be wrong about what it tests, too.
     */
    private static List<Scenario> fresh(
            RunContext context, Feature feature, List<String> present, List<Scenario> planned) {
        Map<String, Scenario> proposed = new LinkedHashMap<>();
        planned.forEach(scenario -> proposed.put(scenario.name(), scenario));
        feature.tests().forEach(scenario -> proposed.put(scenario.name(), scenario));
        Set<Scenario> scenarios = new LinkedHashSet<>();
        context.state().roadmap().milestoneOf(feature.name()).stream()
                .flatMap(milestone -> milestone.scenarios(feature.name(), present).stream())
                .forEach(scenarios::add);
        scenarios.addAll(proposed.values());
        return List.copyOf(scenarios);
    }

    /**
     * Boots what is in, without and with the change.
     *
     * @param last whether everything built before must be shown to work still
     * @param alone whether nothing else is being tested at the same time
     * @throws RunFailedException where nothing can be tested, which ends the run
     */
    Trial prove(RunContext context, WorkItem item, Trial trial, boolean last, boolean alone) throws RunFailedException {
        if (!trial.isIn()) {
            return trial;
        }
        String feature = trial.feature().name();
        try {
            List<Scenario> others = last
                    ? regression(context, feature, trial.built().source().featureNames(), trial.fresh())
                    : List.of();
            Discrimination proof = workshop.prover()
                    .prove(before(context, item, feature), trial.built().image(), trial.fresh(), others, alone);
            Trial proved = trial.proved(proof);
            if (proof.verdict() == Verdict.PASS) {
                return proved;
            }
            Kind kind = proof.verdict() == Verdict.FAIL ? Kind.CHECKS : Kind.INTERNAL;
            return proved.failed(
                    new RunFailure(Stage.TEST, kind, proof.summary(), ""),
                    new EvidenceText(trial.built().source()).of(proof));
        } catch (BuildException e) {
            throw new RunFailedException(new RunFailure(Stage.BUILD, Kind.INTERNAL, e.getMessage(), e.hint()), e);
        } catch (InvalidFeatureException | IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The OS that the change is compared with: the one without the feature, so that the same goal may be built again;
     * or, where a goal of its own changes a feature that is there, the one with that feature as it was.
     */
    private BootImage before(RunContext context, WorkItem item, String feature)
            throws BuildException, InvalidFeatureException, IOException {
        Optional<FeatureBlock> changed = context.source()
                .feature(feature)
                .filter(block -> item.namedByModel() && !block.title().equals(item.goal()));
        return changed.isPresent()
                ? workshop.builder().assemble(context.source())
                : workshop.builder().remove(context.source(), feature);
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

    static RunFailedException unreadable(Exception e) {
        return new RunFailedException(
                new RunFailure(Stage.BUILD, Kind.INPUT, e.getMessage(), "Put the template right, or restore it."), e);
    }
}
