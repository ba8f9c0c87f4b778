package pxos.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pxos.build.source.OsSource;
import pxos.pipeline.ChangedBehaviour;
import pxos.pipeline.OsState;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Planned;
import pxos.pipeline.Services;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.RoadmapEditor;

/**
 * Takes features out of an OS, with everything that does not work without them.
 *
 * @param features their names, at least one
 */
public record Removal(List<String> features) implements Plan {

    public Removal {
        features = features.stream().distinct().toList();
    }

    @Override
    public Planned of(OsState found, Services services) throws IOException {
        features.forEach(feature -> FeatureView.block(feature, found));
        List<String> dependents = new Dependencies(found.source(), services.recipes()).dependents(features);
        List<String> gone = new ArrayList<>(features);
        gone.addAll(dependents);
        OsSource source = found.source();
        Map<String, List<Scenario>> tests = new TreeMap<>(found.kept());
        for (String name : gone) {
            source = source.without(name);
            tests.remove(name);
            tests.remove(ChangedBehaviour.keptFor(name));
        }
        source = services.builder().link(source);
        String title = "Remove " + String.join(", ", features)
                + (dependents.isEmpty() ? "" : " and what needs it: " + String.join(", ", dependents));
        return new Planned(
                title,
                found.with(source, services.builder().assemble(source))
                        .withTests(tests)
                        .withRoadmap(
                                RoadmapEditor.reopened(found.roadmap(), found.roadmapText(), source.featureNames())),
                "",
                "Nothing was removed. Remove what the test belongs to as well, or change it first.");
    }
}
