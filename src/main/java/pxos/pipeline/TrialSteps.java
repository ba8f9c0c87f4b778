package pxos.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.build.FeatureCheck;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.feature.Feature;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.model.Answered;
import pxos.model.CodingModel;
import pxos.model.PrimitiveGenerator;
import pxos.model.Request;
import pxos.os.BootImage;
import pxos.proof.Change;
import pxos.proof.Discrimination;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.strength.Strength;
import pxos.scenario.Scenario;

/** The steps of one answer: asked for, built, proved. What goes wrong becomes the trial's failure. */
final class TrialSteps {

    private final PrimitiveGenerator generator;
    private final PrimitiveBuilder builder;
    private final Supplier<QemuTester> tester;
    private final StrengthStep strength;

    /** @param tester asked only when there is something to test */
    TrialSteps(
            PrimitiveGenerator generator,
            PrimitiveBuilder builder,
            Supplier<QemuTester> tester,
            StrengthStep strength) {
        this.generator = generator;
        this.builder = builder;
        this.tester = tester;
        this.strength = strength;
    }

    /** @param source the OS that the answer is for */
    Trial generate(Contender contender, Round round, Request request, OsSource source) {
        WorkItem item = round.item();
        Answered<Feature> answered = generator.generate(
                contender.model(),
                contender.lessons(),
                request,
                round.shortForm() ? 1 : Answered.MOST_ANSWERS,
                feature -> checked(contender.model(), item, named(feature, item), source));
        return answered.value()
                .map(feature -> Trial.of(contender.with(answered.lessons()), feature, answered.replies()))
                .orElseGet(() -> Trial.unusable(
                        contender.with(answered.lessons()),
                        answered.replies(),
                        answered.problem().orElseThrow(),
                        answered.evidence()));
    }

    /** What a model's answer shows before a boot: a slip goes back at once, and is no attempt. */
    private Feature checked(CodingModel model, WorkItem item, Feature feature, OsSource source) {
        if (model.isLanguageModel()) {
            for (String objection : List.of(item.objection(feature.name(), source), item.objectionToCopy(feature))) {
                if (!objection.isEmpty()) {
                    throw Problem.input(objection, "");
                }
            }
        }
        if (model.mayHaveSlips()) {
            try {
                return new FeatureCheck(builder).checked(source, feature);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return feature;
    }

    private static Feature named(Feature feature, WorkItem item) {
        return item.feature().isEmpty()
                ? feature
                : new Feature(item.feature(), feature.startAddress(), feature.primitives(), feature.tests());
    }

    /** Builds what is in; anything else stays as it is. */
    Trial build(RunContext run, Round round, Trial trial) {
        if (!trial.isIn()) {
            return trial;
        }
        BuildOptions options = new BuildOptions(
                round.item().goal(), run.runId(), trial.author(), run.request().allowBootEdit());
        try {
            BuildResult result = builder.add(run.work().source(), trial.feature(), options);
            Trial built = trial.built(
                    result, TrialTests.fresh(run, round, trial, result.source().featureNames()));
            return tooLarge(built, run, round)
                    ? refusedForItsSize(built, run.request().wish())
                    : built;
        } catch (Problem e) {
            return trial.failed(failure(trial, e), String.join("\n", e.errors()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean tooLarge(Trial built, RunContext run, Round round) {
        RunRequest.Wish wish = run.request().wish();
        return wish.isForFewerBytes()
                && !round.item().prerequisite()
                && built.built().sizeBytes() > wish.mostBytes();
    }

    private static Trial refusedForItsSize(Trial built, RunRequest.Wish wish) {
        String why =
                "it takes " + built.built().sizeBytes() + " bytes, and at most " + wish.mostBytes() + " were asked for";
        return built.failed(new RunFailure(Stage.BUILD, Kind.CHECKS, why, ""), why);
    }

    /** A recipe that cannot be built is a matter of the workspace; any other answer is its author's. */
    private static RunFailure failure(Trial trial, Problem problem) {
        boolean trusted = trial.contender().model().isTrusted();
        Problem told = trusted && !PrimitiveBuilder.isForWantOfRoom(problem.getMessage())
                ? trial.contender().model().unusable(trial.feature().name(), problem)
                : problem;
        return new RunFailure(Stage.BUILD, trusted ? Kind.INPUT : Kind.MODEL, told.getMessage(), told.hint());
    }

    /** A template that cannot be read, which ends the run. */
    static Problem unreadable(IOException e) {
        return new Problem(Kind.INPUT, e.getMessage(), "Put the template right, or restore it.", e);
    }

    /**
     * Boots what is in, without and with the change.
     *
     * @param alone whether nothing else is being tested at the same time
     */
    Trial prove(RunContext run, Round round, Trial trial, boolean alone) {
        if (!trial.isIn()) {
            return trial;
        }
        CompletableFuture<Strength> measuring =
                strength.begin(run, trial, round.item().prerequisite());
        Discrimination proof =
                shown(tester(), run, round, trial, TrialTests.others(run, round, trial), options(run, alone));
        Trial proved = trial.proved(proof);
        if (proof.verdict() == Verdict.PASS) {
            return strength.measured(run, proved, measuring);
        }
        return refuted(proved, proof);
    }

    /** What did not pass, with everything that helps to mend it. */
    static Trial refuted(Trial tested, Discrimination proof) {
        boolean failed = proof.verdict() == Verdict.FAIL;
        return tested.failed(
                new RunFailure(
                        Stage.TEST,
                        failed ? Kind.CHECKS : Kind.MISSING,
                        proof.summary(),
                        failed ? "" : TestReport.NOT_OBSERVED),
                new EvidenceText(tested.built().source()).of(proof));
    }

    /** What testing shows; once more without the older tests that the goal itself changes, where those fail. */
    Discrimination shown(
            QemuTester tester, RunContext run, Round round, Trial trial, List<Scenario> others, TestOptions options) {
        Discrimination proof = proved(tester, run, round, trial, others, options);
        for (List<Scenario> left : ChangedBehaviour.declaredBy(run.request().title())
                .insteadOf(others, proof.after().failures())) {
            proof = proof.verdict() == Verdict.PASS ? proof : proved(tester, run, round, trial, left, options);
        }
        return proof;
    }

    /** How strong the tests of an answer seem, for a share of the usual work. */
    Trial gauged(RunContext run, Trial trial, int answers) {
        return strength.gauged(run, trial, answers);
    }

    /** What the tester has to know of a feature that was built. */
    static Change change(BuildResult built, String feature, String goal, List<Scenario> fresh) {
        FeatureBlock block = built.source().feature(feature).orElseThrow();
        return new Change(
                block.addresses(),
                NoCode.in(built.source(), block, built.image().range()),
                built.source().featureNames().stream()
                        .filter(name -> !name.equals(feature))
                        .map(name -> NoCode.other(built.source().feature(name).orElseThrow(), built.image()))
                        .toList(),
                goal,
                fresh);
    }

    private Discrimination proved(
            QemuTester tester, RunContext run, Round round, Trial trial, List<Scenario> others, TestOptions options) {
        String feature = trial.feature().name();
        return tester.prove(
                before(run, round.item(), feature),
                trial.built().image(),
                change(trial.built(), feature, round.item().inAllWords(), trial.fresh()),
                trial.fresh(),
                others,
                options);
    }

    private QemuTester tester() {
        try {
            return tester.get();
        } catch (Problem e) {
            String hint = "bin/pxos installs QEMU by itself; --no-test builds without proving anything.";
            throw e.kind() == Kind.MISSING ? new Problem(e.kind(), e.getMessage(), hint, e) : e;
        }
    }

    static TestOptions options(RunContext run, boolean alone) {
        TestOptions options = TestOptions.on(run.request().testing().drive())
                .withDeadline(run.request().testing().timeout());
        return alone ? options : options.withGuests(1);
    }

    /**
     * The OS that the change is compared with: the one without the feature, so that the same goal may be built again;
     * or, where a goal of its own changes a feature that is there, the one with that feature as it was.
     */
    private BootImage before(RunContext run, WorkItem item, String feature) {
        Optional<FeatureBlock> changed = run.work()
                .source()
                .feature(feature)
                .filter(block -> item.namedByModel() && !block.title().equals(item.goal()));
        try {
            OsSource source = run.work().source();
            return builder.assemble(changed.isPresent() ? source : source.without(feature));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
