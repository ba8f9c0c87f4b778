package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import pxos.build.shrink.Shrinker;
import pxos.build.source.FeatureBlock;

/** Features that a model wrote, and that take fewer bytes when they are rewritten; those of the library are small already. */
final class RewriteSource implements GoalSource {

    private static final double VALUE = 0.5;
    private static final double VALUE_OF_A_BYTE = 0.1;
    private static final double MOST = 2;

    @Override
    public List<Candidate> candidates(Scene scene) {
        List<Candidate> candidates = new ArrayList<>();
        for (FeatureBlock block : scene.state().source().features()) {
            if (OversizeSource.isWrittenByAModel(block)) {
                Shrinker.shrink(block, scene.state().source(), scene.state().image())
                        .map(shrunk -> shrunk.before() - shrunk.after())
                        .ifPresent(saved -> candidates.add(Candidate.of(
                                Kind.REWRITE,
                                "Optimise " + block.name(),
                                block.name(),
                                block.generator() + " wrote it in " + block.sizeBytes() + " bytes, and "
                                        + (block.sizeBytes() - saved) + " may do",
                                Math.min(MOST, VALUE + VALUE_OF_A_BYTE * saved))));
            }
        }
        return candidates;
    }
}
