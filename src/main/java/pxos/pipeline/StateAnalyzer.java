package pxos.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.build.PrimitiveBuilder;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.os.BootImage;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapEditor;
import pxos.workspace.roadmap.RoadmapReader;
import tools.jackson.core.JacksonException;

/** Reads the workspace: source, image, roadmap and the scenarios kept for regression. */
public final class StateAnalyzer {

    private static final String SCENARIO_FILE = ".json";
    private static final String FILE_HINT = "Put the file right, or remove it.";

    private final PrimitiveBuilder builder;

    public StateAnalyzer(PrimitiveBuilder builder) {
        this.builder = builder;
    }

    /**
     * The state of {@code workspace}.
     *
     * @throws Problem naming the file and the line of what is missing or malformed
     */
    public OsState analyse(Workspace workspace) {
        try {
            Meanwhile<Map<String, List<Scenario>>> kept = Meanwhile.of(() -> kept(workspace.scenarios()));
            OsSource source = parsed(workspace.source(), ", ", OsSource::parse);
            // Somebody may have removed a feature by hand.
            Meanwhile<BootImage> image = Meanwhile.of(() -> image(source, workspace.source()));
            Goals goals = parsed(workspace.roadmap(), ": ", text -> Goals.of(text, source.featureNames()));
            return new OsState(source, image.get(), goals.roadmap(), goals.text(), kept.get(), builder.usage(source));
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The roadmap, read and as text; no milestone is complete in it that lacks a feature. */
    private record Goals(Roadmap roadmap, String text) {

        static Goals of(String text, List<String> present) {
            Roadmap roadmap = RoadmapReader.read(text);
            String open = RoadmapEditor.reopened(roadmap, text, present);
            return new Goals(open.equals(text) ? roadmap : RoadmapReader.read(open), open);
        }
    }

    private static Problem unreadable(IOException e) {
        return Problem.input(
                "cannot read the workspace: " + Problem.reason(e), "Check that the file is there and readable.");
    }

    private BootImage image(OsSource source, Path file) throws IOException {
        try {
            return builder.assemble(source);
        } catch (Problem e) {
            throw e.at(file + ": ");
        }
    }

    /** Scenarios by feature, from {@code pxos-v1.0/scenarios/<feature>.json}. */
    private static Map<String, List<Scenario>> kept(Path folder) throws IOException {
        Map<String, List<Scenario>> kept = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return kept;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(SCENARIO_FILE))
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            kept.put(
                    name.substring(0, name.length() - SCENARIO_FILE.length()),
                    parsed(file, ": ", StateAnalyzer::scenarios));
        }
        return kept;
    }

    private static List<Scenario> scenarios(String text) {
        try {
            return Scenario.readAll(Json.read(text));
        } catch (Problem e) {
            throw Problem.input(e.errors(), FILE_HINT);
        }
    }

    /** What a file holds; a problem with it names the file. */
    private static <T> T parsed(Path file, String separator, Function<String, T> parser) throws IOException {
        try {
            return parser.apply(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        } catch (JacksonException e) {
            throw Problem.input(file + ", " + Json.reason(e), FILE_HINT);
        } catch (Problem e) {
            throw e.at(file + separator);
        }
    }
}
