package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pxos.Problem;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.TestsForm;
import pxos.os.BootImage;
import pxos.os.Vector;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.strength.Repeatable;
import pxos.proof.strength.Strength;
import pxos.proof.strength.StrengthTester;
import pxos.proof.strength.Subject;
import pxos.proof.strength.TestSearch;
import pxos.scenario.Scenario;

/** Says how strong the tests of a present feature are, and looks for tests that make them stronger. */
public final class Hardening {

    /** Tests want ideas. */
    private static final AskOptions WARM = new AskOptions(0.7, -1);

    private final OsState state;
    private final PrimitiveBuilder builder;
    private final StrengthTester gauge;
    private final QemuTester judge;

    /**
     * A feature with more tests.
     *
     * @param before how strong its tests are now
     * @param generated tests that were found and seen to pass in QEMU; they notice what the present ones do not
     * @param refused tests that were found and do not pass everywhere
     * @param after how strong its tests are with the generated ones
     * @param offers what language models wrote for what was open then
     */
    public record Hardened(Strength before, List<Scenario> generated, int refused, Strength after, List<Offer> offers) {
        public Hardened {
            generated = List.copyOf(generated);
        }
    }

    /**
     * What a language model came to.
     *
     * @param tests that it wrote
     * @param sharper those of them that notice what no other does
     */
    public record Offer(String model, int tests, int sharper) {}

    /** @param judge decides about each test that is found */
    public Hardening(OsState state, PrimitiveBuilder builder, StrengthTester gauge, QemuTester judge) {
        this.state = state;
        this.builder = builder;
        this.gauge = gauge;
        this.judge = judge;
    }

    /** Names of the features that the OS has. */
    public List<String> features() {
        return state.source().featureNames();
    }

    /** How strong the tests of a feature are, all of its mutants tried. */
    public Strength strength(String feature) {
        return gauge.measureAll(subject(feature));
    }

    /** @throws Problem where the OS has no such feature */
    public Hardened harden(String feature) {
        return harden(feature, List.of(), 0);
    }

    /**
     * Searches, and then asks models for tests of what is still open.
     *
     * @param rounds how often each is asked, as long as something is open
     * @throws Problem where the OS has no such feature
     */
    public Hardened harden(String feature, List<CodingModel> models, int rounds) {
        Subject subject = subject(feature);
        Strength before = gauge.measureAll(subject);
        TestSearch search = new TestSearch(subject, before.survivors(), state.scenarios(), this::lasts);
        search.run();
        List<Offer> offers = new ArrayList<>();
        for (CodingModel model : models) {
            offers.add(offer(model, rounds, subject, title(feature), search));
        }
        List<Scenario> found = search.found();
        List<Scenario> confirmed = confirmed(found);
        List<Scenario> all = new ArrayList<>(subject.tests());
        all.addAll(confirmed);
        Strength after = confirmed.isEmpty() ? before : gauge.measureAll(subject.with(all));
        return new Hardened(before, confirmed, found.size() - confirmed.size(), after, offers);
    }

    /** Asks a model until nothing is open any more; what it writes of use, the search takes. */
    private static Offer offer(CodingModel model, int rounds, Subject subject, String title, TestSearch search) {
        int tests = 0;
        int sharper = 0;
        for (int round = 0; round < rounds && !search.open().isEmpty(); round++) {
            List<Scenario> present = new ArrayList<>(subject.tests());
            present.addAll(search.found());
            AskForSharperTests question = new AskForSharperTests(title, subject.code(), present, search.open());
            List<Scenario> offered = model.choose(question, WARM, 1).stream()
                    .filter(reply -> reply.failure().isEmpty())
                    .flatMap(reply -> Json.object(reply.json()).stream())
                    .flatMap(answer -> TestsForm.readable(answer).stream())
                    .toList();
            tests += offered.size();
            sharper += search.takeOf(offered).size();
        }
        return new Offer(model.id(), tests, sharper);
    }

    private String title(String feature) {
        return feature + ": " + block(feature).title();
    }

    private FeatureBlock block(String feature) {
        return state.source()
                .feature(feature)
                .orElseThrow(() -> Problem.input(
                        "the OS has no feature '" + feature + "'", "pxos features lists those that it has."));
    }

    private Subject subject(String feature) {
        return StrengthSubject.of(block(feature), state.image(), DriveKind.IDE, state.testsOf(feature));
    }

    /** Whether a test passes on another day, on other memory, and in an OS with other features. */
    private boolean lasts(Scenario test) {
        return Repeatable.passesElsewhere(test, state.image(), DriveKind.IDE)
                && Repeatable.passesElsewhere(test, grown(leanest(test)), DriveKind.FLOPPY);
    }

    /**
     * What passes in QEMU from a hard disk, in the OS as it is; and from a floppy, in an OS that has only the features which
     * the test needs, and one more command.
     */
    private List<Scenario> confirmed(List<Scenario> found) {
        List<Scenario> left = passing(state.image(), found, DriveKind.IDE);
        Map<OsSource, List<Scenario>> variants = new LinkedHashMap<>();
        left.forEach(test -> variants.computeIfAbsent(leanest(test), lean -> new ArrayList<>())
                .add(test));
        List<Scenario> confirmed = new ArrayList<>();
        variants.forEach((lean, tests) -> confirmed.addAll(passing(grown(lean), tests, DriveKind.FLOPPY)));
        return confirmed;
    }

    private List<Scenario> passing(BootImage image, List<Scenario> tests, DriveKind drive) {
        if (tests.isEmpty()) {
            return tests;
        }
        TestReport report = judge.test(image, tests, TestOptions.on(drive));
        return tests.stream()
                .filter(test -> report.results().stream()
                        .anyMatch(result -> result.name().equals(test.name()) && result.verdict() == Verdict.PASS))
                .toList();
    }

    /** The OS without every feature that a test can do without. */
    private OsSource leanest(Scenario test) {
        OsSource lean = state.source();
        List<String> names = new ArrayList<>(lean.featureNames());
        Collections.reverse(names);
        for (String name : names) {
            OsSource smaller = lean.without(name);
            lean = Repeatable.passes(test, image(smaller), DriveKind.IDE) ? smaller : lean;
        }
        return lean;
    }

    /** The OS with one more command, as a later goal would add it. */
    private BootImage grown(OsSource source) {
        Feature other = new Feature(
                "one_more",
                null,
                List.of(
                        new Primitive.Hook(Vector.COMMANDS.label(), "one_more_run", "onemore"),
                        new Primitive.Define("one_more_run", null),
                        new Primitive.Write(null, "C3", "ret")),
                List.of());
        try {
            return builder.add(source, other, new BuildOptions("One more command", "", "", false))
                    .image();
        } catch (Problem e) {
            // There is no room for it.
            return image(source);
        } catch (IOException e) {
            throw TrialSteps.unreadable(e);
        }
    }

    private BootImage image(OsSource source) {
        try {
            return builder.assemble(source);
        } catch (IOException e) {
            throw TrialSteps.unreadable(e);
        }
    }
}
