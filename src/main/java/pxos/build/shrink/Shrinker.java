package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.os.BootImage;

/** Makes features smaller without changing what they do, as far as their bytes tell; a test has to say whether that is so. */
public final class Shrinker {

    private Shrinker() {}

    /**
     * A smaller feature.
     *
     * @param block the feature, from the same address on
     * @param before bytes that it took
     * @param after bytes that it takes
     * @param rewrites what was done, one line each
     */
    public record Shrunk(FeatureBlock block, int before, int after, List<String> rewrites) {
        public Shrunk {
            rewrites = List.copyOf(rewrites);
        }
    }

    /** Whether it is certain which bytes of a feature are addresses; else it has to stay as it is. */
    public static boolean isMovable(FeatureBlock block, OsSource source, BootImage image) {
        return Cells.of(block, source, image).isPresent();
    }

    /**
     * The feature in fewer bytes.
     *
     * @return empty where none can be saved, or where it cannot be told which of its bytes are addresses
     */
    public static Optional<Shrunk> shrink(FeatureBlock block, OsSource source, BootImage image) {
        return shrink(block, source, image, Rewrites.RULES);
    }

    /** @param rules to use; a test offers wrong ones */
    static Optional<Shrunk> shrink(FeatureBlock block, OsSource source, BootImage image, List<Rule> rules) {
        Optional<Code> code = Cells.of(block, source, image);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        int before = code.get().sizeBytes();
        List<String> rewrites = new ArrayList<>(Texts.share(code.get(), image));
        rewrites.addAll(new Rewrites(code.get(), rules).run());
        int after = code.get().sizeBytes();
        return after < before
                ? Optional.of(new Shrunk(new Listed(code.get()).block(), before, after, rewrites))
                : Optional.empty();
    }
}
