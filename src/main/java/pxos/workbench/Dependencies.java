package pxos.workbench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pxos.build.PrimitiveBuilder;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.RecipeStep;
import pxos.os.MemoryMap;
import pxos.pipeline.Requirements;

/** Which features of an OS work only with which others: by their recipe, by what they are attached to, by where they stand. */
final class Dependencies {

    private final OsSource source;
    private final RecipeBook recipes;

    Dependencies(OsSource source, RecipeBook recipes) {
        this.source = source;
        this.recipes = recipes;
    }

    /** Names of the features that this one needs, without what those need in turn. */
    List<String> needs(FeatureBlock block) {
        Set<String> needs = new LinkedHashSet<>();
        recipes.step(block.name()).map(RecipeStep::requires).ifPresent(needs::addAll);
        block.hooks().forEach(hook -> Requirements.server(hook.vector()).ifPresent(needs::add));
        if (block.addresses().stream().anyMatch(range -> MemoryMap.EXTENDED_ZONE.contains(range.first()))) {
            needs.add(PrimitiveBuilder.extendedLoader());
        }
        needs.remove(block.name());
        return List.copyOf(needs);
    }

    /** Names of the features that no longer work without these, those with the fewest needs first. */
    List<String> dependents(List<String> features) {
        List<String> gone = new ArrayList<>(features);
        boolean more = true;
        while (more) {
            List<String> next = source.features().stream()
                    .filter(block -> !gone.contains(block.name()))
                    .filter(block -> needs(block).stream().anyMatch(gone::contains))
                    .map(FeatureBlock::name)
                    .toList();
            more = gone.addAll(next);
        }
        return gone.subList(features.size(), gone.size());
    }
}
