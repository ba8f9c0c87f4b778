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
        Map<String, Scenario> proposed = new LinkedHashMap<>();
        round.plannedTests().forEach(test -> proposed.put(test.name(), test));
        for (Scenario test : feature.tests()) {
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
        Set<Scenario> scenarios = new LinkedHashSet<>(run.found().scenarios(present));
        run.found().kept().getOrDefault(feature, List.of()).forEach(scenarios::remove);
        run.built().forEach(built -> scenarios.addAll(built.scenarios()));
        fresh.forEach(scenarios::remove);
        return List.copyOf(scenarios);
    }
}
