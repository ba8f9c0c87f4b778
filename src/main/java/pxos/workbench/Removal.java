package pxos.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.pipeline.ChangedBehaviour;
import pxos.pipeline.OsState;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Planned;
import pxos.pipeline.Services;
import pxos.proof.strength.Commands;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.RoadmapEditor;

/**
 * Takes features out of an OS, with everything that does not work without them, and tests that type their commands.
 *
 * @param features their names, at least one
 */
public record Removal(List<String> features) implements Plan {

    private static final Pattern FIRST_WORD = Pattern.compile("(?:^|\\{Enter(?:\\*\\d+)?}) *([^ {]+)");

    public Removal {
        features = features.stream().distinct().toList();
    }

    @Override
    public Planned of(OsState found, Services services) throws IOException {
        features.forEach(feature -> FeatureInfo.block(feature, found));
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
        BootImage image = services.builder().assemble(source);
        Set<String> commands = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        commands.addAll(Commands.of(found.image()));
        Commands.of(image).forEach(commands::remove);
        int without = count(tests);
        tests.replaceAll((feature, all) -> all.stream()
                .filter(test -> typed(test).noneMatch(commands::contains))
                .toList());
        int useless = without - count(tests);
        String title = "Remove " + String.join(", ", features)
                + (dependents.isEmpty() ? "" : " and what needs it: " + String.join(", ", dependents))
                + (useless == 0
                        ? ""
                        : ", and " + useless
                                + (useless == 1
                                        ? " test of another feature that types "
                                        : " tests of other features that type ")
                                + String.join(", ", commands));
        return new Planned(
                title,
                found.with(source, image)
                        .withTests(tests)
                        .withRoadmap(
                                RoadmapEditor.reopened(found.roadmap(), found.roadmapText(), source.featureNames())),
                "",
                "Nothing was removed. Remove what the test belongs to as well, or change it first.");
    }

    private static int count(Map<String, List<Scenario>> tests) {
        return tests.values().stream().mapToInt(List::size).sum();
    }

    /** The first word of each line that a test types. */
    private static Stream<String> typed(Scenario test) {
        return FIRST_WORD.matcher(test.keys()).results().map(word -> word.group(1));
    }
}
