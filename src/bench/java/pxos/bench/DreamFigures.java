package pxos.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.bench.Launch.Times;
import pxos.dream.Dream;
import pxos.dream.DreamObserver;
import pxos.json.Json;
import pxos.model.lm.Llm;
import pxos.pipeline.Floor;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** What dreaming takes beside single runs, and how long a choice takes. */
public final class DreamFigures {

    private static final int CHOICES = 9;

    private final Program program;
    private final Table table;
    private final int goals;

    /** @param goals how many a dream tries */
    DreamFigures(Program program, Table table, int goals) {
        this.program = program;
        this.table = table;
        this.goals = goals;
    }

    void print() throws Exception {
        table.heading("Dreaming, with recipes");
        besideSingleRuns();
    }

    /** A dream, and the same goals in processes of their own, in the same order. */
    private void besideSingleRuns() throws Exception {
        Path dreamt = program.newWorkspace();
        Launch dream = program.script(
                        dreamt,
                        "dream",
                        "--json",
                        "--llm",
                        "recipes",
                        "--minutes",
                        "0",
                        "--runs",
                        String.valueOf(goals))
                .succeeded();
        JsonNode choices = Json.read(dream.out()).path("choices");
        Path single = program.newWorkspace();
        double sum = 0;
        double dreaming = dream.seconds();
        for (JsonNode choice : choices) {
            double took = choice.at("/result/duration_ms").asDouble() / 1000;
            switch (choice.path("kind").asString("")) {
                case "milestone" ->
                    sum += program.script(single, "--auto", "--llm", "recipes").seconds();
                case "library" ->
                    sum += program.script(
                                    single,
                                    "--llm",
                                    "recipes",
                                    "--goal",
                                    choice.path("goal").asString(""))
                            .seconds();
                default -> dreaming -= took;
            }
        }
        table.row("a dream of " + choices.size() + " goals", dreaming, "s");
        table.atMost("  beside the sum of the single runs", dreaming / sum, 1.3, "x");
    }

    /** {@code DreamFigures NETWORK}: how long a choice takes in a process of its own where there are many runs. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("pxos-choice").resolve("workspace");
        Workspace workspace = GrownWorkspace.make(folder, "M5");
        Path network = Path.of(args[0]);
        Files.createDirectories(workspace.network().getParent());
        copy(network, workspace.network());
        Dream dream = new Dream(
                Outside.of(System.getenv()),
                workspace,
                new Authors(Llm.RECIPES, "", List.of(), 1, 1),
                new Testing(true, DriveKind.IDE, Duration.ofMinutes(5), Floor.STRICT));
        List<Double> milliseconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < CHOICES; i++) {
            long start = System.nanoTime();
            long used = threads.getCurrentThreadCpuTime();
            Optional<?> choice = dream.outlook(DreamObserver.NONE);
            processor.add((threads.getCurrentThreadCpuTime() - used) / 1e6);
            milliseconds.add((System.nanoTime() - start) / 1e6);
            if (choice.isEmpty()) {
                throw new IllegalStateException("nothing was chosen");
            }
        }
        System.out.printf(
                "a choice: %.0f ms at first, %.0f ms in the middle of %d; of the processor %.0f and %.0f ms%n",
                milliseconds.get(0),
                Times.of(milliseconds).median(),
                CHOICES,
                processor.get(0),
                Times.of(processor).median());
    }

    /** A network with all its segments, which are the older parts of it, and its index. */
    private static void copy(Path network, Path to) throws IOException {
        String name = network.getFileName().toString().replace(".png", "");
        String target = to.getFileName().toString().replace(".png", "");
        try (Stream<Path> files = Files.list(network.toAbsolutePath().getParent())) {
            for (Path file : files.toList()) {
                String rest = file.getFileName().toString();
                if (rest.matches(Pattern.quote(name) + "(-[0-9]+)?\\.(png|index)")) {
                    Files.copy(
                            file,
                            to.resolveSibling(target + rest.substring(name.length())),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
