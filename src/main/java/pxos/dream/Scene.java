package pxos.dream;

import java.util.List;
import pxos.model.recipes.RecipeBook;
import pxos.pipeline.OsState;
import pxos.pipeline.Services;
import pxos.pixel.PixelReader;

/**
 * What candidates are looked for in.
 *
 * @param state pxOS as it is
 * @param services the rooms for its workspace
 * @param network all earlier runs
 * @param ledger what was tried before
 * @param variants the versions of features that are kept
 * @param models ids of the language models that can be asked; none where there are only recipes
 */
record Scene(
        OsState state, Services services, PixelReader network, Ledger ledger, Variants variants, List<String> models) {

    Scene {
        models = List.copyOf(models);
    }

    RecipeBook recipes() {
        return services.recipes();
    }

    boolean hasModel() {
        return !models.isEmpty();
    }
}
