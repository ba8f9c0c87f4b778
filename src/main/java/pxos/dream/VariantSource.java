package pxos.dream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.build.source.FeatureBlock;
import pxos.dream.Candidate.Terms;
import pxos.dream.Variants.Kept;
import pxos.json.Json;
import pxos.scenario.Scenario;

/**
 * Other versions of features that a model wrote. A kept one that is smaller may take the place of what pxOS has, where it
 * passes all tests that were kept of that; and a model is shown what is kept, to write a smaller one.
 */
final class VariantSource implements GoalSource {

    private static final double VALUE = 1.5;
    private static final double VALUE_OF_A_BYTE = 0.05;
    private static final double MOST = 3;

    /** Every byte is worth more where fewer are free. */
    private static final int SHORT_OF_ROOM = 512;

    private static final double WORTH_MORE = 2;
    private static final double VALUE_OF_A_TRY = 2.5;

    @Override
    public List<Candidate> candidates(Scene scene) throws IOException {
        int free = scene.state().zones().stream().mapToInt(ZoneUsage::freeBytes).sum();
        double worth = free < SHORT_OF_ROOM ? WORTH_MORE : 1;
        List<Candidate> candidates = new ArrayList<>();
        for (FeatureBlock block : scene.state().source().features()) {
            List<Kept> versions = scene.variants().of(block.name());
            for (Kept version : smaller(block, versions, scene)) {
                candidates.add(smaller(block, version, worth, scene));
            }
            if (scene.hasModel() && !versions.isEmpty()) {
                candidates.add(anew(block, worth, scene));
            }
        }
        return candidates;
    }

    /** Smallest first; what does not build here, or not smaller, is left out. */
    private static List<Kept> smaller(FeatureBlock block, List<Kept> versions, Scene scene) throws IOException {
        List<Kept> smaller = new ArrayList<>();
        for (Kept version : versions) {
            if (version.variant().bytes() < block.sizeBytes() && sizeBytes(block, version, scene) < block.sizeBytes()) {
                smaller.add(version);
            }
        }
        smaller.sort(Comparator.comparingInt(version -> version.variant().bytes()));
        return smaller;
    }

    private static int sizeBytes(FeatureBlock block, Kept version, Scene scene) throws IOException {
        try {
            return scene.services()
                    .builder()
                    .add(
                            scene.state().source(),
                            scene.services().features().read(Json.write(version.code())),
                            new BuildOptions(block.title(), "", "", false))
                    .sizeBytes();
        } catch (Problem e) {
            return Integer.MAX_VALUE;
        }
    }

    private static Candidate smaller(FeatureBlock block, Kept version, double worth, Scene scene) {
        int saved = block.sizeBytes() - version.variant().bytes();
        String reason = "it takes " + block.sizeBytes() + " bytes, and a version that is kept may do ("
                + version.variant().inWords() + ")";
        Terms terms = new Terms(tests(block, scene), block.sizeBytes() - 1, List.of(), version, "");
        return candidate(block, reason, Math.min(MOST, VALUE + VALUE_OF_A_BYTE * saved) * worth, terms);
    }

    /** By a model that is shown the smallest version and the one with the strongest tests. */
    private static Candidate anew(FeatureBlock block, double worth, Scene scene) {
        List<Kept> parents = scene.variants().parents(block.name());
        String shown = parents.stream()
                .map(parent -> parent.variant().bytes() + " bytes in "
                        + parent.variant().run())
                .collect(Collectors.joining(" and "));
        String reason = "it takes " + block.sizeBytes() + " bytes, and " + String.join(" + ", scene.models())
                + " may write it in fewer, shown the versions that are kept (" + shown + ")";
        Terms terms = new Terms(tests(block, scene), block.sizeBytes() - 1, parents, null, "");
        return candidate(block, reason, VALUE_OF_A_TRY * worth, terms);
    }

    private static Candidate candidate(FeatureBlock block, String reason, double value, Terms terms) {
        return new Candidate(Kind.VARIANT, block.title(), block.name(), reason, value, 0, terms);
    }

    /** What is kept of the feature holds for each of its versions. */
    private static List<Scenario> tests(FeatureBlock block, Scene scene) {
        return scene.state().kept().getOrDefault(block.name(), List.of());
    }
}
