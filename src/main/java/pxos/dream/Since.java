package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pxos.build.PrimitiveBuilder;
import pxos.build.source.FeatureBlock;

/** What has changed since a run failed that may solve its goal now. */
final class Since {

    private Since() {}

    /**
     * Why a goal is worth another try.
     *
     * @param run the run that failed; empty where it is not known
     * @param words the goal, and what its run ended with
     * @param generator who wrote the code then
     * @return empty where nothing has changed that bears on it
     */
    static Optional<String> the(String run, String words, String generator, Scene scene) {
        List<String> reasons = new ArrayList<>();
        List<String> built = scene.state().source().features().stream()
                .filter(block -> isNewer(block.run(), run))
                .map(FeatureBlock::name)
                .filter(name -> bearsOn(name, words))
                .toList();
        if (!built.isEmpty()) {
            reasons.add("pxOS has " + String.join(", ", built) + " now");
        }
        List<String> models = scene.models().stream()
                .filter(model -> !generator.isEmpty() && !generator.contains(model))
                .toList();
        if (!models.isEmpty()) {
            reasons.add(String.join(" + ", models) + " has not tried it");
        }
        return reasons.isEmpty() || run.isEmpty()
                ? Optional.empty()
                : Optional.of("it failed in " + run + "; since then, " + String.join(", and ", reasons));
    }

    private static boolean isNewer(String run, String than) {
        return number(run) > number(than);
    }

    private static long number(String run) {
        return run.matches("run_[0-9]{1,18}") ? Long.parseLong(run.substring("run_".length())) : 0;
    }

    /** A feature that its words speak of, or the loader where there was no room. */
    private static boolean bearsOn(String feature, String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return PrimitiveBuilder.isForWantOfRoom(words) && feature.equals(PrimitiveBuilder.extendedLoader())
                || List.of(lower.split("[^a-z0-9_]+")).contains(feature);
    }
}
