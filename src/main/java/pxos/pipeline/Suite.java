package pxos.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Milestone;

/** Everything a workspace knows to test about an OS. */
public final class Suite {

    private Suite() {}

    /**
     * The scenarios of an OS with certain features: those of the milestones it has reached, and those kept of verified
     * features.
     *
     * @param present names of its features
     */
    public static List<Scenario> of(OsState state, List<String> present) {
        Set<Scenario> scenarios = new LinkedHashSet<>();
        for (Milestone milestone : state.roadmap().milestones()) {
            if (milestone.isComplete() || milestone.features().stream().anyMatch(present::contains)) {
                scenarios.addAll(milestone.scenarios(present));
            }
        }
        for (Map.Entry<String, List<Scenario>> kept : state.kept().entrySet()) {
            if (present.contains(kept.getKey())) {
                scenarios.addAll(kept.getValue());
            }
        }
        return List.copyOf(scenarios);
    }
}
