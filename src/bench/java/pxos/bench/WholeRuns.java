package pxos.bench;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import pxos.bench.Launch.Times;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole processes from the goal to the verified result, beside the floor: an empty JVM and QEMU to the prompt. */
final class WholeRuns {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MEGABYTE = 1024 * 1024;
    /** Launches whose memory is looked at; they also leave class data, and bring everything into the system's caches. */
    private static final int PEAK_RUNS = 2;

    private static final int WARM_UP_QUESTIONS = 1000;

    private static final String PLAN = "{\"feature\":\"hello\",\"summary\":\"Another banner.\",\"steps\":[\"Set it.\"],"
            + "\"tests\":[{\"name\":\"the new banner\",\"steps\":[{\"expect\":[\"row \\\"HELLO BENCH\\\"\"]}]}]}";
    private static final String CODE = "{\"feature\":\"hello\",\"primitives\":["
            + "{\"type\":\"TEXT\",\"label\":\"text\",\"text\":\"HELLO BENCH\"},"
            + "{\"type\":\"HOOK\",\"vector\":\"banner\",\"label\":\"text\"}]}";

    private final Program program;
    private final Table table;
    private final int runs;
    private final List<Double> emptyJvms = new ArrayList<>();
    private final List<Double> bareQemus = new ArrayList<>();

    /** @param runs how often each figure is taken */
    WholeRuns(Program program, Table table, int runs) {
        this.program = program;
        this.table = table;
        this.runs = runs;
    }

    void print() throws Exception {
        table.heading("Whole processes (median of " + runs + "; floor in turn)");
        String[] recipes = {"--llm", "recipes", "--goal", "Update hello message"};
        measure("recipes, bin/pxos", 4.5, () -> program.script(program.newWorkspace(), recipes));
        measure("recipes, java -jar", 10, () -> program.jar(program.newWorkspace(), recipes));
        try (StandInServer server = StandInServer.answering(asked -> asked.isForPlan() ? PLAN : CODE)) {
            warmUp(server);
            String[] model = {"--llm", "lm-studio", "--lm-studio-url", server.url(), "--goal", "Another banner"};
            measure("stand-in model, bin/pxos", 5, () -> program.script(program.newWorkspace(), model));
            measure("stand-in model, java -jar", 10, () -> program.jar(program.newWorkspace(), model));
            overhead(model);
        }
        table.row("floor: an empty JVM", Times.of(emptyJvms).median(), "s");
        table.row(
                "floor: QEMU from its start to the prompt", Times.of(bareQemus).median(), "s");
        table.atMost("jar", Files.size(program.jarFile()) / (double) MEGABYTE, 10, "MB");
    }

    /** A stand-in that answers at once is compiled before it is first measured. */
    private static void warmUp(StandInServer server) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String question = JSON.writeValueAsString(Map.of(
                "model",
                "stand-in",
                "stream",
                true,
                "messages",
                List.of(Map.of("role", "user", "content", "Set the banner. ".repeat(500)))));
        for (int i = 0; i < WARM_UP_QUESTIONS; i++) {
            client.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/chat/completions"))
                            .POST(HttpRequest.BodyPublishers.ofString(question))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Seconds of an empty JVM and of a QEMU from its start to the prompt, one after the other. */
    private double floor() throws Exception {
        List<String> empty = List.of(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path").split(File.pathSeparator)[0],
                Empty.class.getName());
        double java = Launch.of(program.scratch(), empty).succeeded().seconds();
        double qemu = QemuFloor.seconds(program.newWorkspace().resolve("pxos-v1.0/pxos.bin"), program.scratch());
        emptyJvms.add(java);
        bareQemus.add(qemu);
        return java + qemu;
    }

    /** Measured beside the floor in turn: the speed of a machine that others use as well drifts. */
    private void measure(String what, double bar, Callable<Launch> launch) throws Exception {
        program.forgetClassData();
        double first = program.watched(launch).peakMegabytes();
        double peak = 0;
        for (int i = 0; i < PEAK_RUNS; i++) {
            peak = Math.max(peak, program.watched(launch).peakMegabytes());
        }
        List<Double> seconds = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            double floor = floor();
            seconds.add(launch.call().succeeded().seconds());
            ratios.add(seconds.get(i) / floor);
        }
        table.row("goal to result, " + what + ", least", Times.of(seconds).least(), "s");
        table.row("goal to result, " + what, Times.of(seconds).median(), "s");
        table.atMost("  beside the floor", Times.of(ratios).median(), bar, "x");
        table.atMost("  peak memory of its JVM", peak, 200, "MB");
        table.row("  and of its first run after a build", first, "MB");
    }

    /** What the loop adds to the model's own time: code attempt, build and test. */
    private void overhead(String[] model) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Path workspace = program.newWorkspace();
            program.script(workspace, model).succeeded();
            JsonNode times = JSON.readTree(Files.readString(workspace.resolve("build_report.json")))
                    .path("timings_ms");
            double attempt = times.path("generate").asDouble()
                    + times.path("build").asDouble()
                    + times.path("test").asDouble();
            seconds.add((attempt - modelMillis(workspace)) / 1000);
        }
        table.atMost("an attempt beyond the model's own time", Times.of(seconds).median(), 0.15, "s");
    }

    private static double modelMillis(Path workspace) throws Exception {
        double model = 0;
        for (Path attempt : Program.runFiles(workspace, "attempt-")) {
            for (JsonNode reply : JSON.readTree(Files.readString(attempt)).path("replies")) {
                model += reply.path("model_ms").asDouble();
            }
        }
        return model;
    }
}
