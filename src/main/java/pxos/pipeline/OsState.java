package pxos.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;

/**
 * The OS and its roadmap as a run finds them.
 *
 * @param source the OS source
 * @param image the image of that source
 * @param roadmap the goal registry
 * @param roadmapText the same as text, for editing
 * @param kept scenarios of verified features by feature, kept for regression
 * @param zones how full the zones are
 */
public record OsState(
        OsSource source,
        BootImage image,
        Roadmap roadmap,
        String roadmapText,
        Map<String, List<Scenario>> kept,
        List<ZoneUsage> zones) {

    /** The same with another source. */
    public OsState with(OsSource other, BootImage itsImage) {
        return new OsState(other, itsImage, roadmap, roadmapText, kept, zones);
    }

    public OsState withTests(Map<String, List<Scenario>> tests) {
        return new OsState(source, image, roadmap, roadmapText, tests, zones);
    }

    /** The same with another roadmap, which must be well formed. */
    public OsState withRoadmap(String text) {
        return new OsState(source, image, RoadmapReader.read(text), text, kept, zones);
    }

    /** The scenarios of the OS as it is. */
    public List<Scenario> scenarios() {
        return scenarios(source.featureNames());
    }

    /**
     * The scenarios of an OS with certain features: those of the milestones it has reached, and those kept of verified
     * features.
     *
     * @param present names of its features
     */
    List<Scenario> scenarios(List<String> present) {
        Set<Scenario> scenarios = new LinkedHashSet<>();
        for (Milestone milestone : roadmap.milestones()) {
            if (milestone.isComplete() || milestone.features().stream().anyMatch(present::contains)) {
                scenarios.addAll(milestone.scenarios(present));
            }
        }
        kept.forEach((feature, tests) -> scenarios.addAll(present.contains(feature) ? tests : List.of()));
        gaveWay(present).forEach(scenarios::remove);
        return List.copyOf(scenarios);
    }

    /** The tests of a feature itself: its milestone's, and those kept of it. */
    public List<Scenario> testsOf(String feature) {
        Set<Scenario> tests = new LinkedHashSet<>();
        roadmap.milestones().forEach(milestone -> tests.addAll(milestone.scenarios(feature, source.featureNames())));
        tests.addAll(kept.getOrDefault(feature, List.of()));
        return List.copyOf(tests);
    }

    /** Tests of behaviour that one of these features changed, as its goal said; without the feature they count again. */
    private List<Scenario> gaveWay(List<String> present) {
        return Stream.concat(
                        Stream.of(ChangedBehaviour.KEPT_FOR_ALL),
                        present.stream().map(ChangedBehaviour::keptFor))
                .flatMap(name -> kept.getOrDefault(name, List.of()).stream())
                .toList();
    }

    /** The incomplete milestones that an OS with these features completes. */
    List<Milestone> completedBy(List<String> present) {
        List<String> complete = new ArrayList<>();
        List<Milestone> completed = new ArrayList<>();
        for (Milestone milestone : roadmap.milestones()) {
            boolean proved = !milestone.features().isEmpty()
                    && present.containsAll(milestone.features())
                    && complete.containsAll(milestone.needs());
            if (milestone.isComplete() || proved) {
                complete.add(milestone.id());
            }
            if (proved && !milestone.isComplete()) {
                completed.add(milestone);
            }
        }
        return completed;
    }
}
