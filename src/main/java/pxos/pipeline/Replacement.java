package pxos.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;

/** Keeps a model from building one thing under the name of another, which would be gone then. */
final class Replacement {

    /** Words of a feature's name that say nothing of what it is. */
    private static final List<String> EMPTY_WORDS = List.of("command", "feature", "pxos");

    private Replacement() {}

    /**
     * What speaks against the name that a plan gives its feature.
     *
     * @return empty where the name is free, or the goal speaks of that very feature
     */
    static String objection(String goal, String feature, OsSource source) {
        FeatureBlock present = source.feature(feature).orElse(null);
        if (present == null || present.title().equals(goal.strip()) || speaksOf(goal, feature)) {
            return "";
        }
        return "feature '" + feature + "' is there already (\"" + present.title()
                + "\") and would be replaced: give the new feature a name of its own";
    }

    private static boolean speaksOf(String goal, String feature) {
        List<String> words = List.of(goal.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
        List<String> names = Stream.of(feature.split("_"))
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .toList();
        return !names.isEmpty() && names.stream().allMatch(words::contains);
    }
}
