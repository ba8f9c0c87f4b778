package pxos.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.pipeline.OsState;
import pxos.scenario.Scenario;

/** The scenarios of an OS, each in the group of the first feature that it shows. */
final class TestGroups {

    static final String BASE = "";

    /** A scenario by its number in the suite. */
    record Test(int number, String name) {}

    private final List<Scenario> scenarios = new ArrayList<>();
    private final Map<String, List<Test>> groups = new LinkedHashMap<>();

    TestGroups(OsState state) {
        List<Scenario> all = state.scenarios();
        List<String> present = state.source().featureNames();
        Set<Scenario> left = new LinkedHashSet<>(all);
        for (String feature : present) {
            Set<Scenario> own = new LinkedHashSet<>(state.kept().getOrDefault(feature, List.of()));
            state.roadmap()
                    .milestoneOf(feature)
                    .ifPresent(milestone -> own.addAll(milestone.scenarios(feature, present)));
            add(feature, own.stream().filter(left::remove).toList());
        }
        add(BASE, List.copyOf(left));
    }

    private void add(String group, List<Scenario> tests) {
        List<Test> numbered = new ArrayList<>();
        for (Scenario test : tests) {
            numbered.add(new Test(scenarios.size(), test.name()));
            scenarios.add(test);
        }
        groups.put(group, numbered);
    }

    /** All scenarios, in the order of their numbers. */
    List<Scenario> scenarios() {
        return List.copyOf(scenarios);
    }

    /** Those of a feature, or of the {@link #BASE}. */
    List<Test> of(String feature) {
        return groups.getOrDefault(feature, List.of());
    }
}
