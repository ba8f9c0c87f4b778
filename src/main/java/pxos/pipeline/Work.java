package pxos.pipeline;

import java.util.List;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.proof.Discrimination;

/**
 * The OS with everything built so far.
 *
 * @param source its source
 * @param image the image of {@code source}
 * @param built the features built so far
 * @param open features at work, each needed by the one before it; the last one is at work now
 * @param proof what the newest test showed; null where nothing was tested
 */
public record Work(OsSource source, BootImage image, List<BuiltFeature> built, List<Round> open, Discrimination proof) {
    public Work {
        built = List.copyOf(built);
        open = List.copyOf(open);
    }

    Work withOpen(List<Round> rounds) {
        return new Work(source, image, built, rounds, proof);
    }

    Work withProof(Discrimination shown) {
        return new Work(source, image, built, open, shown);
    }
}
