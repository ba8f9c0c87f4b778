package pxos.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.build.BuildException;
import pxos.build.BuildOptions;
import pxos.build.BuildResult;
import pxos.build.PrimitiveBuilder;
import pxos.feature.Feature;
import pxos.feature.InvalidFeatureException;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.PrimitiveGenerator;
import pxos.model.PrimitiveGenerator.Generated;
import pxos.model.Request;
import pxos.model.UnusableAnswerException;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.qemu.Discrimination;
import pxos.qemu.Evidence;
import pxos.qemu.Verdict;
import pxos.scenario.Scenario;
import pxos.source.OsSource;

/** Gets one feature written, built and proved; what fails goes back to the model as evidence. */
final class FeatureWorker {

    private final CodingModel model;
    private final PrimitiveGenerator generator;
    private final PrimitiveBuilder builder;
    private final Prover prover;
    private final Stopwatch watch;
    private final List<Attempt> attempts = new ArrayList<>();
    private Discrimination lastProof;

    FeatureWorker(
            CodingModel model, PrimitiveGenerator generator, PrimitiveBuilder builder, Prover prover, Stopwatch watch) {
        this.model = model;
        this.generator = generator;
        this.builder = builder;
        this.prover = prover;
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
     * @param planned scenarios that the plan proposed
     * @param last whether everything built before must be shown to work still
     * @throws RunFailedException with the evidence of the last attempt
     */
    RunContext work(RunContext context, WorkItem item, Request request, List<Scenario> planned, boolean last)
            throws RunFailedException {
        List<Request.Feedback> feedback = new ArrayList<>();
        RunFailure failure = null;
        for (int number = 1; number <= context.request().attempts(); number++) {
            Generated generated = generate(context, item, request.withFeedback(feedback));
            if (repeats(feedback, generated) && generated.reply().promptTokens() == 0) {
                break;
            }
            Try outcome = attempt(context, item, generated, planned, last, number);
            attempts.add(record(item, number, generated, outcome));
            if (outcome.context() != null) {
                return outcome.context();
            }
            failure = outcome.failure();
            feedback.add(new Request.Feedback(generated.reply().json(), outcome.evidence()));
        }
        throw new RunFailedException(failure);
    }

    private static boolean repeats(List<Request.Feedback> feedback, Generated generated) {
        return !feedback.isEmpty()
                && feedback.get(feedback.size() - 1).answer().equals(generated.reply().json());
    }

    /** How an attempt ended: with a new context, or with a failure and its evidence for the model. */
    private record Try(RunContext context, RunFailure failure, String evidence) {
        static Try failed(Stage stage, Kind kind, String message, String hint, String evidence) {
            return new Try(null, new RunFailure(stage, kind, message, hint), evidence);
        }

        static Try failed(Discrimination proof) {
            Kind kind = proof.verdict() == Verdict.FAIL ? Kind.CHECKS : Kind.INTERNAL;
            return new Try(null, new RunFailure(Stage.TEST, kind, proof.summary(), ""), evidence(proof));
        }

        private static String evidence(Discrimination proof) {
            String failures = proof.after().failures().stream()
                    .map(result -> "'" + result.name() + "': "
                            + result.evidence().map(Evidence::toText).orElse(result.because()))
                    .collect(Collectors.joining("\n\n"));
            return failures.isEmpty() ? proof.summary() : failures;
        }
    }

    private Generated generate(RunContext context, WorkItem item, Request request) throws RunFailedException {
        watch.start(Stage.GENERATE, item.goal());
        try {
            Generated generated = generator.generate(model, request);
            watch.end(generated.feature().primitives().size() + " primitives by " + model.id());
            return generated;
        } catch (ModelException e) {
            throw new RunFailedException(
                    new RunFailure(Stage.GENERATE, Kind.MISSING, e.getMessage(), e.hint()), e);
        } catch (UnusableAnswerException e) {
            throw new RunFailedException(
                    new RunFailure(
                            Stage.GENERATE,
                            Kind.MODEL,
                            e.getMessage(),
                            "Try a larger model, or word the goal differently."),
                    e);
        }
    }

    private Try attempt(
            RunContext context, WorkItem item, Generated generated, List<Scenario> planned, boolean last, int number)
            throws RunFailedException {
        Feature feature = named(generated.feature(), item);
        BuildResult result;
        watch.start(Stage.BUILD, feature.name());
        try {
            result = builder.add(
                    context.source(),
                    feature,
                    new BuildOptions(item.goal(), context.runId(), model.id(), context.request().allowBootEdit()));
        } catch (BuildException e) {
            return Try.failed(Stage.BUILD, kindOfRefusal(), e.getMessage(), e.hint(), String.join("\n", e.errors()));
        } catch (InvalidFeatureException e) {
            return Try.failed(Stage.BUILD, kindOfRefusal(), e.getMessage(), "", String.join("\n", e.errors()));
        } catch (IOException e) {
            throw new RunFailedException(
                    new RunFailure(Stage.BUILD, Kind.INPUT, e.getMessage(), "Put the template right."), e);
        }
        watch.end(result.sizeBytes() + " bytes");
        return prove(context, item, generated, feature, result, planned, last, number);
    }

    /** A recipe that cannot be built is a matter of the workspace; a language model's answer is the model's. */
    private Kind kindOfRefusal() {
        return model.id().equals("recipes") ? Kind.INPUT : Kind.MODEL;
    }

    private static Feature named(Feature feature, WorkItem item) {
        return item.feature().isEmpty()
                ? feature
                : new Feature(item.feature(), feature.startAddress(), feature.primitives(), feature.tests());
    }

    private Try prove(
            RunContext context,
            WorkItem item,
            Generated generated,
            Feature feature,
            BuildResult result,
            List<Scenario> planned,
            boolean last,
            int number)
            throws RunFailedException {
        List<Scenario> fresh = fresh(context, feature, result.source().featureNames(), planned);
        Discrimination proof = null;
        if (context.request().test()) {
            watch.start(Stage.TEST, feature.name());
            List<Scenario> others = last ? regression(context, feature.name(), result.source(), fresh) : List.of();
            proof = prover.prove(without(context.source(), feature.name()), result.image(), fresh, others);
            lastProof = proof;
            watch.end(proof.summary());
            if (proof.verdict() != Verdict.PASS) {
                return Try.failed(proof);
            }
        }
        int tokens = generated.reply().promptTokens() + generated.reply().completionTokens();
        BuiltFeature built = new BuiltFeature(
                feature.name(),
                item,
                generated.reply().model(),
                feature.primitives().size(),
                result.sizeBytes(),
                result.written(),
                number,
                tokens,
                fresh);
        return new Try(context.withBuilt(built, result.source(), result.image(), proof), null, "");
    }

    /** The image as it would be without the feature: what its scenarios must fail on. */
    private BootImage without(OsSource source, String feature) throws RunFailedException {
        try {
            return builder.remove(source, feature);
        } catch (BuildException e) {
            throw new RunFailedException(new RunFailure(Stage.BUILD, Kind.INTERNAL, e.getMessage(), e.hint()), e);
        } catch (InvalidFeatureException | IOException e) {
            throw new RunFailedException(new RunFailure(Stage.BUILD, Kind.INPUT, e.getMessage(), ""), e);
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

    /** The scenarios of everything else: complete milestones, and features verified in this run or before. */
    private static List<Scenario> regression(
            RunContext context, String feature, OsSource source, List<Scenario> fresh) {
        Set<Scenario> scenarios = new LinkedHashSet<>(Suite.of(context.state(), source.featureNames()));
        context.state().kept().getOrDefault(feature, List.of()).forEach(scenarios::remove);
        context.built().forEach(built -> scenarios.addAll(built.scenarios()));
        fresh.forEach(scenarios::remove);
        return List.copyOf(scenarios);
    }

    private static Attempt record(WorkItem item, int number, Generated generated, Try outcome) {
        return new Attempt(
                item.feature().isEmpty() ? generated.feature().name() : item.feature(),
                number,
                generated.reply().model(),
                generated.reply().json(),
                outcome.failure() == null ? "done" : outcome.failure().stage().label(),
                outcome.evidence(),
                generated.reply().promptTokens(),
                generated.reply().completionTokens(),
                generated.reply().time() == null ? Duration.ZERO : generated.reply().time());
    }
}
