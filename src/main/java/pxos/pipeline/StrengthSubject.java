package pxos.pipeline;

import java.util.BitSet;
import java.util.List;
import pxos.build.source.CodeMap;
import pxos.build.source.FeatureBlock;
import pxos.model.recipes.RecipeModel;
import pxos.os.BootImage;
import pxos.proof.DriveKind;
import pxos.proof.strength.Equivalents;
import pxos.proof.strength.Subject;
import pxos.scenario.Scenario;

/** What is measured of a feature. */
final class StrengthSubject {

    private StrengthSubject() {}

    /**
     * A feature in its OS, without the routines of the library that it calls: their tests are the library's.
     *
     * @param tests its own tests
     */
    static Subject of(FeatureBlock block, BootImage image, DriveKind drive, List<Scenario> tests) {
        boolean byRecipes = block.generator().equals(RecipeModel.ID);
        BitSet library = block.libraryRoutines();
        return new Subject(
                image,
                drive,
                CodeMap.of(block, image).stream()
                        .filter(instruction -> !library.get(instruction.address()))
                        .toList(),
                tests,
                byRecipes ? Equivalents.ofRecipe(block.name()) : Equivalents.NONE);
    }
}
