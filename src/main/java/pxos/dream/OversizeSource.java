package pxos.dream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.source.FeatureBlock;
import pxos.json.Json;
import pxos.model.Request.Purpose;
import pxos.model.recipes.RecipeStep;

/** Features that somebody else wrote, and that the library can do in fewer bytes. */
final class OversizeSource implements GoalSource {

    private static final double VALUE_OF_A_BYTE = 0.05;
    private static final double MOST = 3;
    private static final String RECIPES = "recipes";

    @Override
    public List<Candidate> candidates(Scene scene) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (FeatureBlock block : scene.state().source().features()) {
            RecipeStep step = scene.recipes().step(block.name()).orElse(null);
            if (step != null && isWrittenByAModel(block)) {
                int saved = block.sizeBytes() - sizeBytes(step, scene);
                if (saved > 0) {
                    candidates.add(Candidate.of(
                            Kind.SIZE,
                            step.goal(),
                            block.name(),
                            block.generator() + " wrote it in " + block.sizeBytes() + " bytes in " + block.run()
                                    + ", and the library needs " + (block.sizeBytes() - saved),
                            Math.min(MOST, VALUE_OF_A_BYTE * saved)));
                }
            }
        }
        return candidates;
    }

    static boolean isWrittenByAModel(FeatureBlock block) {
        return !block.generator().equals(RECIPES) && !block.generator().isEmpty();
    }

    /** As the library builds it; more than there is where it cannot. */
    private static int sizeBytes(RecipeStep step, Scene scene) throws IOException {
        try {
            return scene.services()
                    .builder()
                    .add(
                            scene.state().source(),
                            scene.services().features().read(Json.write(step.answer(Purpose.CODE))),
                            new BuildOptions(step.goal(), "", "", false))
                    .sizeBytes();
        } catch (Problem e) {
            return Integer.MAX_VALUE;
        }
    }
}
