package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.model.recipes.RecipeModel;
import pxos.os.BootImage;
import pxos.proof.DriveKind;
import pxos.proof.strength.Equivalents;
import pxos.proof.strength.Strength;
import pxos.proof.strength.StrengthTester;
import pxos.proof.strength.Subject;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;

/** The tests of the features that come with pxOS are strong: what they leave open has a reason. */
@Tag("long")
class ShippedStrengthIT {

    private static final int WANTED_PERCENT = 90;
    private static final List<String> LARGE_ONES = List.of("files", "edit", "build");
    private static final List<String> FEATURES = List.of(
            "line_editor",
            "command_parser",
            "help",
            "clear",
            "reboot",
            "error_reporting",
            "extended_loader",
            "dir",
            "type",
            "files",
            "edit",
            "build",
            "beep",
            "halt",
            "date",
            "time",
            "mem",
            "echo",
            "ver");

    private static final StrengthTester GAUGE = new StrengthTester(() -> {
        throw new IllegalStateException("QEMU is not to be asked");
    });

    private static OsSource source;
    private static BootImage image;
    private static Roadmap roadmap;

    @BeforeAll
    static void buildThemAll() throws Exception {
        PrimitiveBuilder builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
                NasmAssembler.onPath(System.getenv("PATH")));
        source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        for (String name : FEATURES) {
            Feature feature = new Feature(name, null, List.of(new Primitive.Use(name, Map.of(), null)), List.of());
            BuildResult built = builder.add(source, feature, new BuildOptions(name, "run_1", RecipeModel.ID, false));
            source = built.source();
            image = built.image();
        }
        roadmap = RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md")));
    }

    private static Subject subject(String feature) throws IOException {
        Set<Scenario> tests = new LinkedHashSet<>();
        roadmap.milestones().forEach(milestone -> tests.addAll(milestone.scenarios(feature, FEATURES)));
        String recipe = Files.readString(Path.of("primitives/recipes", feature + ".json"));
        var own = Json.read(recipe).path("answer").path("tests");
        tests.addAll(own.isArray() ? Scenario.readAll(own) : List.of());
        return StrengthSubject.of(source.feature(feature).orElseThrow(), image, DriveKind.IDE, new ArrayList<>(tests));
    }

    static List<String> features() {
        return FEATURES;
    }

    /** Of the large ones, fewer mutants are tried. */
    @ParameterizedTest
    @MethodSource("features")
    void areHeldByTheirTests(String feature) throws Exception {
        Subject subject = subject(feature);
        Strength strength = LARGE_ONES.contains(feature) ? GAUGE.gauge(subject, 4) : GAUGE.measure(subject);
        assertThat(strength.caughtPercent())
                .as(strength + " " + strength.survivors())
                .isGreaterThanOrEqualTo(WANTED_PERCENT);
        assertThat(strength.executedPercent())
                .as(strength.notExecuted().toString())
                .isGreaterThanOrEqualTo(95);
        assertThat(strength.unknownTests()).as("tests that only QEMU can run").isZero();
    }

    @Test
    void haveNoReasonThatSpeaksOfNothing() throws Exception {
        List<String> idle = new ArrayList<>();
        for (String feature : FEATURES) {
            Subject subject = subject(feature);
            idle.addAll(Equivalents.ofRecipe(feature).withoutMutant(subject.code()));
        }
        assertThat(idle).isEmpty();
    }
}
