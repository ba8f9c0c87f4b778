package pxos.dream;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.build.source.FeatureBlock;
import pxos.pixel.RunRecord;
import pxos.scenario.Scenario;

/** Features for which nobody has looked for tests that notice more: the weaker their tests, the better. */
final class WeakProofSource implements GoalSource {

    private static final double LEAST_VALUE = 0.5;
    private static final double FOR_ALL_MISSED = 2.5;

    /** What is missed where the network does not say. */
    private static final double UNKNOWN = 0.3;

    /** What is not worth the search. */
    private static final double NOTHING_MISSED = 0.02;

    private static final Pattern CAUGHT = Pattern.compile("([0-9]+) of ([0-9]+) mutants");
    static final String GENERATED = "generated: ";

    @Override
    public List<Candidate> candidates(Scene scene) throws IOException {
        List<FeatureBlock> open = scene.state().source().features().stream()
                .filter(block -> !hasGeneratedTests(block.name(), scene))
                .toList();
        Map<String, RunRecord> runs =
                scene.network().runs(open.stream().map(FeatureBlock::run).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(run -> run.request().runId(), run -> run, (one, other) -> one));
        return open.stream().flatMap(block -> candidate(block, runs).stream()).toList();
    }

    private static boolean hasGeneratedTests(String feature, Scene scene) {
        return scene.state().kept().getOrDefault(feature, List.of()).stream()
                .map(Scenario::name)
                .anyMatch(name -> name.startsWith(GENERATED));
    }

    private static List<Candidate> candidate(FeatureBlock block, Map<String, RunRecord> runs) {
        String strength = strength(block.name(), runs.get(block.run()));
        double missed = missed(strength);
        if (missed < NOTHING_MISSED) {
            return List.of();
        }
        String known = strength.isEmpty() ? "nobody has measured its tests" : "its tests: " + strength;
        return List.of(Candidate.of(
                Kind.PROOF,
                "Harden " + block.name(),
                block.name(),
                known + (block.run().isEmpty() ? "" : ", in " + block.run()),
                LEAST_VALUE + FOR_ALL_MISSED * missed));
    }

    /** A run says how strong the tests of its newest feature are. */
    private static String strength(String feature, RunRecord run) {
        List<String> built = run == null ? List.of() : run.result().features();
        return !built.isEmpty() && built.get(built.size() - 1).equals(feature)
                ? run.proof().strength()
                : "";
    }

    /** The share of the mutants that no test notices. */
    private static double missed(String strength) {
        Matcher caught = CAUGHT.matcher(strength);
        if (caught.find()) {
            double all = Math.max(1, Integer.parseInt(caught.group(2)));
            return 1 - Integer.parseInt(caught.group(1)) / all;
        }
        return strength.toLowerCase(Locale.ROOT).contains("no code") ? 0 : UNKNOWN;
    }
}
