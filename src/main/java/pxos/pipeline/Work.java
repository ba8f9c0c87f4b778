package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.proof.Discrimination;
import pxos.proof.strength.Strength;

/**
 * The OS with everything built so far.
 *
 * @param source its source
 * @param image the image of {@code source}
 * @param built the features built so far
 * @param open features at work, each needed by the one before it; the last one is at work now
 * @param proof what the newest test showed; null where nothing was tested
 * @param strength how strong the tests of that were; null where it was not measured
 * @param verdict both in one line; empty where nothing was tested
 */
public record Work(
        OsSource source,
        BootImage image,
        List<BuiltFeature> built,
        List<Round> open,
        Discrimination proof,
        Strength strength,
        String verdict) {
    public Work {
        built = List.copyOf(built);
        open = List.copyOf(open);
    }

    /** Nothing is built so far. */
    static Work begin(OsState found) {
        return new Work(found.source(), found.image(), List.of(), List.of(), null, null, "");
    }

    /** The round at work now; empty for none. */
    Optional<Round> top() {
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
    }

    /** The same with another state of the feature that is at work now. */
    Work withTop(Round round) {
        List<Round> rounds = new ArrayList<>(open);
        rounds.set(rounds.size() - 1, round);
        return withOpen(rounds);
    }

    Work withOpen(List<Round> rounds) {
        return new Work(source, image, built, rounds, proof, strength, verdict);
    }

    Work withProof(Trial best) {
        return new Work(source, image, built, open, best.proof(), best.strength(), best.verdict());
    }
}
