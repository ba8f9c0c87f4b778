package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.build.PrimitiveBuilder;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.scenario.Scenario;
import pxos.scenario.ScenarioJson;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;
import tools.jackson.core.JacksonException;

/** Reads the workspace: source, image, roadmap and the scenarios kept for regression. */
public final class StateAnalyzer {

    private static final String SCENARIO_FILE = ".json";

    private final PrimitiveBuilder builder;

    public StateAnalyzer(PrimitiveBuilder builder) {
        this.builder = builder;
    }

    /**
     * The state of {@code workspace}.
     *
     * @throws RunFailedException naming the file and the line of what is missing or malformed
     */
    public OsState analyse(Workspace workspace) throws RunFailedException {
        try {
            OsSource source = source(workspace.source());
            String roadmapText = text(workspace.roadmap());
            Roadmap roadmap = roadmap(workspace, roadmapText);
            return new OsState(
                    source, image(workspace, source), roadmap, roadmapText, kept(workspace), builder.usage(source));
        } catch (IOException e) {
            throw failure(
                    "cannot read the workspace: " + Problem.reason(e), "Check that the file is there and readable.", e);
        }
    }

    private static OsSource source(Path file) throws IOException, RunFailedException {
        try {
            return OsSource.parse(text(file));
        } catch (Problem e) {
            throw failure(file + ", " + e.getMessage(), e.hint(), e);
        }
    }

    private static Roadmap roadmap(Workspace workspace, String text) throws RunFailedException {
        try {
            return RoadmapReader.read(text);
        } catch (Problem e) {
            throw failure(workspace.roadmap() + ": " + e.getMessage(), e.hint(), e);
        }
    }

    private BootImage image(Workspace workspace, OsSource source) throws IOException, RunFailedException {
        try {
            return builder.assemble(source);
        } catch (Problem e) {
            throw failure(workspace.source() + ": " + e.getMessage(), e.hint(), e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        }
    }

    /** Scenarios by feature, from {@code pxos-v1.0/scenarios/<feature>.json}. */
    private Map<String, List<Scenario>> kept(Workspace workspace) throws IOException, RunFailedException {
        Map<String, List<Scenario>> kept = new TreeMap<>();
        if (!Files.isDirectory(workspace.scenarios())) {
            return kept;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(workspace.scenarios())) {
            files = listed.filter(file -> file.toString().endsWith(SCENARIO_FILE))
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            try {
                kept.put(
                        name.substring(0, name.length() - SCENARIO_FILE.length()),
                        ScenarioJson.readAll(Json.read(text(file))));
            } catch (JacksonException e) {
                throw failure(file + ", " + Json.reason(e), "Put the file right, or remove it.", e);
            } catch (Problem e) {
                throw failure(file + ": " + e.getMessage(), "Put the file right, or remove it.", e);
            }
        }
        return kept;
    }

    private static RunFailedException failure(String message, String hint, Exception cause) {
        return new RunFailedException(new RunFailure(Stage.ANALYSE, Kind.INPUT, message, hint), cause);
    }
}
