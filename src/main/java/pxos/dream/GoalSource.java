package pxos.dream;

import java.io.IOException;
import java.util.List;

/** Where candidates come from. */
@FunctionalInterface
interface GoalSource {

    /** All sources; what one goal is about, the first that names it says. */
    List<GoalSource> ALL = List.of(
            new RoadmapSource(),
            new LibrarySource(),
            new FailureSource(),
            new IdeaSource(),
            new WeakProofSource(),
            new OversizeSource(),
            new RewriteSource(),
            new VariantSource());

    List<Candidate> candidates(Scene scene) throws IOException;
}
