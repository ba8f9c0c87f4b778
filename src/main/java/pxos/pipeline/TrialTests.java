package pxos.pipeline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.build.feature.Feature;
import pxos.scenario.Scenario;

/** Which tests an answer has to pass. */
final class TrialTests {

    private TrialTests() {}

    /**
     * The scenarios that are to show the feature: its milestone's, the plan's and its own. A plan can be wrong about what
     * it tests, too: one of its own takes the place of the plan's of the same name, but only after the plan's has failed
     * for this author. Before, both count.
     */
    static List<Scenario> fresh(RunContext run, Round round, Trial trial, List<String> present) {
        Feature feature = trial.feature();
        List<Scenario> others = ofOthers(run, feature.name(), present);
        Map<String, Scenario> proposed = new LinkedHashMap<>();
        round.plannedTests().stream()
                .map(test -> named(test, feature.name(), others))
                .forEach(test -> proposed.put(test.name(), test));
        for (Scenario own : feature.tests()) {
            Scenario test = named(own, feature.name(), others);
            Scenario planned = proposed.get(test.name());
            boolean givesWay = planned == null
                    || planned.equals(test)
                    || trial.contender().failed().contains(test.name());
            String name = givesWay ? test.name() : test.name() + " (as the answer has it)";
            proposed.put(name, new Scenario(name, test.disk(), test.steps()));
        }
        Set<Scenario> scenarios = new LinkedHashSet<>();
        run.found().roadmap().milestoneOf(feature.name()).stream()
                .flatMap(milestone -> milestone.scenarios(feature.name(), present).stream())
                .forEach(scenarios::add);
        if (!round.item().prerequisite()) {
            scenarios.addAll(run.request().wish().acceptance());
        }
        scenarios.addAll(proposed.values());
        return List.copyOf(scenarios);
    }

    /** What else has to hold. */
    static List<Scenario> others(RunContext run, Round round, Trial trial) {
        return round.last()
                ? regression(run, trial.feature().name(), trial.built().source().featureNames(), trial.fresh())
                : List.of();
    }

    /** The scenarios of everything else: what the workspace knows, and features verified in this run. */
    private static List<Scenario> regression(
            RunContext run, String feature, List<String> present, List<Scenario> fresh) {
        Set<Scenario> scenarios = new LinkedHashSet<>(ofOthers(run, feature, present));
        fresh.forEach(scenarios::remove);
        return List.copyOf(scenarios);
    }

    private static List<Scenario> ofOthers(RunContext run, String feature, List<String> present) {
        Set<Scenario> scenarios = new LinkedHashSet<>(run.found().scenarios(present));
        run.found().kept().getOrDefault(feature, List.of()).forEach(scenarios::remove);
        run.built().forEach(built -> scenarios.addAll(built.scenarios()));
        return List.copyOf(scenarios);
    }

    /** Results are told by their names: a new test that is called like one of something else gets a name of its own. */
    private static Scenario named(Scenario test, String feature, List<Scenario> others) {
        boolean taken = others.stream().anyMatch(other -> other.name().equals(test.name()) && !other.equals(test));
        return taken ? new Scenario(test.name() + " (of " + feature + ")", test.disk(), test.steps()) : test;
    }
}
