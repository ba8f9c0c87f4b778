package pxos.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.build.source.FeatureBlock;
import pxos.build.source.ListedRow;
import pxos.model.recipes.RecipeBook;
import pxos.pipeline.OsState;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Milestone;

/**
 * A feature of an OS, as people and programs look at it.
 *
 * @param name its name
 * @param title what it does, one line
 * @param bytes what it takes
 * @param addresses where it stands, such as {@code 7E00-7E0A}
 * @param hooks where it is attached, such as {@code commands@7E10}
 * @param generator who wrote it
 * @param run the run that built it
 * @param milestone the milestone it belongs to; empty where none
 * @param needs features that it does not work without
 * @param neededBy features that do not work without it, directly or not
 * @param listing its labels, instructions and data; null in a list of features
 * @param tests the tests that show it; null in a list of features
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeatureInfo(
        String name,
        String title,
        int bytes,
        List<String> addresses,
        List<String> hooks,
        String generator,
        String run,
        String milestone,
        List<String> needs,
        List<String> neededBy,
        List<Row> listing,
        List<Scenario> tests) {

    /**
     * A row of a listing.
     *
     * @param address of its first byte, four hexadecimal digits
     * @param bytes two hexadecimal digits each, separated by blanks; empty for a label
     * @param text the label, or the instruction
     */
    public record Row(String address, String bytes, String text) {}

    /**
     * All features of an OS.
     *
     * @param features in the order in which they were added
     * @param zones how full the OS is
     */
    public record FeatureList(List<FeatureInfo> features, List<ZoneUsage> zones) {
        public FeatureList {
            features = List.copyOf(features);
            zones = List.copyOf(zones);
        }
    }

    /** The features of an OS, without their listings and tests. */
    public static FeatureList list(OsState state, RecipeBook recipes) {
        return new FeatureList(
                state.source().features().stream()
                        .map(block -> of(block, state, recipes, false))
                        .toList(),
                state.zones());
    }

    /**
     * One feature with its listing and its tests.
     *
     * @throws Problem where the OS has no such feature
     */
    public static FeatureInfo show(String feature, OsState state, RecipeBook recipes) {
        return of(block(feature, state), state, recipes, true);
    }

    /** @throws Problem naming the features that there are */
    static FeatureBlock block(String feature, OsState state) {
        List<String> present = state.source().featureNames();
        return state.source()
                .feature(feature)
                .orElseThrow(() -> Problem.input(
                        "the OS has no feature '" + feature + "'",
                        present.isEmpty()
                                ? "It has none yet; pxos goals lists what can be built."
                                : "It has: " + String.join(", ", present)));
    }

    private static FeatureInfo of(FeatureBlock block, OsState state, RecipeBook recipes, boolean whole) {
        Dependencies dependencies = new Dependencies(state.source(), recipes);
        return new FeatureInfo(
                block.name(),
                block.title(),
                block.sizeBytes(),
                block.addresses().stream().map(Object::toString).toList(),
                block.hooks().stream().map(Object::toString).toList(),
                block.generator(),
                block.run(),
                state.roadmap().milestoneOf(block.name()).map(Milestone::id).orElse(""),
                dependencies.needs(block),
                dependencies.dependents(List.of(block.name())),
                whole ? listing(block) : null,
                whole ? state.testsOf(block.name()) : null);
    }

    private static List<Row> listing(FeatureBlock block) {
        return ListedRow.of(block.lines().stream()).stream()
                .map(row -> new Row(
                        String.format("%04X", row.address()),
                        String.join(
                                " ",
                                row.bytes().stream()
                                        .map(value -> String.format("%02X", value))
                                        .toList()),
                        row.text().strip()))
                .toList();
    }
}
