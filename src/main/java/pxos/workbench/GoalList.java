package pxos.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.build.feature.FeatureReader;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.model.Request.Purpose;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.RecipeStep;
import pxos.pipeline.OsState;
import pxos.pipeline.Services;

/**
 * The goals that need no language model.
 *
 * @param goals one for each recipe, in the order of their features' names
 * @param zones how full the OS is
 */
public record GoalList(List<Goal> goals, List<ZoneUsage> zones) {

    public GoalList {
        goals = List.copyOf(goals);
        zones = List.copyOf(zones);
    }

    /**
     * A goal.
     *
     * @param goal as it can be typed
     * @param feature the feature that it builds
     * @param title what that does
     * @param command the command that it adds; empty where none
     * @param milestone the milestone it belongs to; empty where none
     * @param present whether the OS has it
     * @param bytes what it takes: of the one in the OS, else as it would be built now; 0 where it cannot be
     * @param needs features that would be built before it, because the OS does not have them
     * @param problem why it cannot be built now; null where it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Goal(
            String goal,
            String feature,
            String title,
            String command,
            String milestone,
            boolean present,
            int bytes,
            List<String> needs,
            String problem) {

        public Goal {
            needs = List.copyOf(needs);
        }
    }

    /** The goals for an OS. */
    public static GoalList of(OsState state, Services services) {
        RecipeBook recipes = services.recipes();
        FeatureReader reader = services.features();
        PrimitiveBuilder builder = services.builder();
        return new GoalList(
                recipes.steps().stream()
                        .map(step -> goal(step, state.source(), recipes, reader, builder))
                        .toList(),
                state.zones());
    }

    private static Goal goal(
            RecipeStep step, OsSource source, RecipeBook recipes, FeatureReader reader, PrimitiveBuilder builder) {
        Optional<FeatureBlock> present = source.feature(step.feature());
        List<RecipeStep> steps = recipes.planForFeatures(List.of(step.feature()), source.featureNames());
        List<String> needs = steps.stream()
                .map(RecipeStep::feature)
                .filter(feature -> !feature.equals(step.feature()))
                .toList();
        int bytes = present.map(FeatureBlock::sizeBytes).orElse(0);
        String problem = null;
        if (present.isEmpty()) {
            try {
                bytes = sizeBytes(steps, source, reader, builder);
            } catch (Problem | IOException e) {
                problem = e.getMessage();
            }
        }
        return new Goal(
                step.goal(),
                step.feature(),
                step.title(),
                step.command(),
                step.milestone(),
                present.isPresent(),
                bytes,
                needs,
                problem);
    }

    /** What the last of some steps takes, once those before it are built. */
    private static int sizeBytes(
            List<RecipeStep> steps, OsSource source, FeatureReader reader, PrimitiveBuilder builder)
            throws IOException {
        OsSource grown = source;
        int bytes = 0;
        for (RecipeStep step : steps) {
            BuildResult built = builder.add(
                    grown,
                    reader.read(Json.write(step.answer(Purpose.CODE))),
                    new BuildOptions(step.goal(), "", "", false));
            grown = built.source();
            bytes = built.sizeBytes();
        }
        return bytes;
    }
}
