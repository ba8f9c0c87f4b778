package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks that source, image, roadmap, kept scenarios, network and report of a workspace tell the same story. */
final class Agreement {

    private Agreement() {}

    static void check(Workspace workspace) throws Exception {
        OsSource source = OsSource.parse(Files.readString(workspace.source()));
        PrimitiveBuilder builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(workspace.primitives())), new NasmAssembler(Optional.empty()));
        assertThat(Files.readAllBytes(workspace.image()))
                .as("the image is that of the source")
                .isEqualTo(builder.assemble(source).bytes());
        List<RunRecord> runs = new PixelReader(workspace.network()).newest(Integer.MAX_VALUE);
        assertThat(runs).extracting(run -> run.request().runId()).doesNotHaveDuplicates();
        Map<String, String> verdicts = runs.stream()
                .collect(Collectors.toMap(
                        run -> run.request().runId(), run -> run.result().verdict()));
        for (FeatureBlock block : source.features()) {
            String verdict = verdicts.getOrDefault(block.run(), "not logged");
            assertThat(verdict)
                    .as("what the network says about the run that wrote " + block.name())
                    .matches("(?s)(PASS|SKIPPED)\\b.*");
            if (verdict.startsWith("PASS")) {
                assertThat(workspace.scenarios().resolve(block.name() + ".json"))
                        .exists();
            }
        }
        checkThatNoVerifiedRunIsLost(source, runs);
        checkRoadmap(source, RoadmapReader.read(Files.readString(workspace.roadmap())));
        if (Files.exists(workspace.report())) {
            JsonNode report = JsonMapper.shared().readTree(Files.readString(workspace.report()));
            assertThat(report.at("/run_id").asString())
                    .isEqualTo(runs.get(0).request().runId());
        }
        for (String leftover : List.of("journal", "journal.new", "journal.done")) {
            assertThat(workspace.state().resolve(leftover)).doesNotExist();
        }
    }

    private static void checkThatNoVerifiedRunIsLost(OsSource source, List<RunRecord> runs) {
        for (RunRecord run : runs) {
            if (run.result().verdict().startsWith("PASS")) {
                assertThat(source.featureNames())
                        .as(run.request().runId())
                        .containsAll(run.result().features());
            }
        }
    }

    private static void checkRoadmap(OsSource source, Roadmap roadmap) {
        for (Milestone milestone : roadmap.milestones()) {
            if (!milestone.features().isEmpty()) {
                assertThat(milestone.isComplete())
                        .as(milestone.id())
                        .isEqualTo(source.featureNames().containsAll(milestone.features()));
            }
        }
    }
}
