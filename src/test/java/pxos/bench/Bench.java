package pxos.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.bench.Launch.Times;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures the program beside its targets; {@code bin/bench} starts it. */
public final class Bench {

    private static final Pattern SUITE = Pattern.compile("(\\d+) of (\\d+) checks in (\\d+) ms");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MEGABYTE = 1024 * 1024;
    /** Launches whose memory is looked at; they also bring everything into the system's caches. */
    private static final int PEAK_RUNS = 3;

    private static final int WARM_UP_QUESTIONS = 1000;

    private static final String PLAN = "{\"feature\":\"hello\",\"summary\":\"Another banner.\",\"steps\":[\"Set it.\"],"
            + "\"tests\":[{\"name\":\"the new banner\",\"steps\":[{\"expect\":[\"row \\\"HELLO BENCH\\\"\"]}]}]}";
    private static final String CODE = "{\"feature\":\"hello\",\"primitives\":["
            + "{\"type\":\"TEXT\",\"label\":\"text\",\"text\":\"HELLO BENCH\"},"
            + "{\"type\":\"HOOK\",\"vector\":\"banner\",\"label\":\"text\"}]}";

    private final Program program;
    private final Table table = new Table(System.out);
    private final int runs;
    private final int suites;

    private Bench(Program program, int runs, int suites) {
        this.program = program;
        this.runs = runs;
        this.suites = suites;
    }

    /** @param args the folder with bin and target; then {@code --quick} or {@code --full}, or nothing */
    public static void main(String[] args) throws Exception {
        String effort = args.length > 1 ? args[1] : "";
        Path scratch = Files.createTempDirectory("pxos-bench");
        try {
            boolean quick = effort.equals("--quick");
            int suites = quick ? 1 : effort.equals("--full") ? 20 : 3;
            Bench bench = new Bench(new Program(Path.of(args[0]), scratch), quick ? 3 : 9, suites);
            bench.goals();
            bench.suite();
            bench.network(quick ? 1_000 : 10_000);
        } finally {
            delete(scratch);
        }
    }

    private void goals() throws Exception {
        table.heading("Whole processes (least of " + runs + "; * median)");
        double floor = floor();
        measure(
                "goal to result, recipes, bin/pxos",
                0.6,
                floor,
                () -> program.script(program.newWorkspace(), "--llm", "recipes", "--goal", "Update hello message"));
        measure(
                "goal to result, recipes, java -jar",
                1.0,
                floor,
                () -> program.jar(program.newWorkspace(), "--llm", "recipes", "--goal", "Update hello message"));
        try (StandInServer server = StandInServer.answering(asked -> asked.isForPlan() ? PLAN : CODE)) {
            warmUp(server);
            measure("goal to result, LM Studio stand-in, bin/pxos", 0.6, floor, () -> withModel(server, true));
            measure("goal to result, LM Studio stand-in, java -jar", 1.0, floor, () -> withModel(server, false));
            overhead(server);
        }
        table.atMost("jar", Files.size(program.jarFile()) / (double) MEGABYTE, 12, "MB");
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

    private Launch withModel(StandInServer server, boolean script) throws Exception {
        String[] arguments = {"--llm", "lm-studio", "--lm-studio-url", server.url(), "--goal", "Another banner"};
        return script
                ? program.script(program.newWorkspace(), arguments)
                : program.jar(program.newWorkspace(), arguments);
    }

    private double floor() throws Exception {
        Path image = program.newWorkspace().resolve("pxos-v1.0/pxos.bin");
        List<Double> java = new ArrayList<>();
        List<Double> qemu = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            java.add(Launch.of(
                            program.scratch(),
                            List.of(
                                    Program.java(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path").split(File.pathSeparator)[0],
                                    "pxos.bench.Empty"))
                    .succeeded()
                    .seconds());
            qemu.add(QemuFloor.seconds(image, program.scratch()));
        }
        double floor = Times.of(java).least() + Times.of(qemu).least();
        table.row("floor: an empty JVM", Times.of(java).least(), "s");
        table.row("floor: QEMU from its start to the prompt", Times.of(qemu).least(), "s");
        return floor;
    }

    private void measure(String what, double target, double floor, Callable<Launch> launch) throws Exception {
        double peak = 0;
        for (int i = 0; i < PEAK_RUNS; i++) {
            peak = Math.max(peak, program.watched(launch).peakMegabytes());
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            seconds.add(launch.call().succeeded().seconds());
        }
        Times times = Times.of(seconds);
        table.atMost(what, times.least(), target, "s");
        table.ratio("  * median", times.median(), "s", floor, "floor");
        table.atMost("  peak memory of its JVMs", peak, 200, "MB");
    }

    /** What the loop adds to the model's own time: code attempt, build and test. */
    private void overhead(StandInServer server) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Path workspace = program.newWorkspace();
            program.script(workspace, "--llm", "lm-studio", "--lm-studio-url", server.url(), "--goal", "Another banner")
                    .succeeded();
            JsonNode times = JSON.readTree(Files.readString(workspace.resolve("build_report.json")))
                    .path("timings_ms");
            double model = 0;
            for (Path attempt : Program.runFiles(workspace, "attempt-")) {
                for (JsonNode reply : JSON.readTree(Files.readString(attempt)).path("replies")) {
                    model += reply.path("model_ms").asDouble();
                }
            }
            seconds.add((times.path("generate").asDouble()
                            + times.path("build").asDouble()
                            + times.path("test").asDouble()
                            - model)
                    / 1000);
        }
        table.atMost("an attempt beyond the model's own time", Times.of(seconds).least(), 0.4, "s");
    }

    private void suite() throws Exception {
        Path workspace = program.newWorkspace();
        program.script(workspace, "--llm", "recipes", "--auto", "--until", "M5").succeeded();
        table.heading("The suite after M5, IDE (least of " + suites + ")");
        List<Double> seconds = new ArrayList<>();
        List<String> verdicts = new ArrayList<>();
        int checks = 0;
        for (int i = 0; i < suites; i++) {
            Launch launch = program.script(workspace, "test", "--drive", "IDE");
            Matcher found = SUITE.matcher(launch.out());
            if (!found.find()) {
                throw new IOException("no summary of a suite: " + launch.out());
            }
            checks = Integer.parseInt(found.group(2));
            seconds.add(Integer.parseInt(found.group(3)) / 1000.0);
            // Names and verdicts without the times.
            verdicts.add(launch.out()
                    .lines()
                    .filter(line -> line.matches("(PASS|FAIL|ERROR) +[0-9.]+ .*"))
                    .map(line -> line.replaceFirst(" +[0-9.]+ ", " "))
                    .toList()
                    .toString());
        }
        double least = Times.of(seconds).least();
        table.atLeast("scenarios", checks, 60, "");
        table.atMost("all of them, two cores", least, 3, "s");
        table.atLeast("scenarios a second", checks / least, 20, "");
        long same = verdicts.stream().filter(verdicts.get(0)::equals).count();
        table.atLeast("runs with the same verdicts", same, suites, "");
        new TokenFigures(program, table).print();
    }

    private void network(int count) throws Exception {
        table.heading("The pixel network, " + count + " runs");
        Path folder = Files.createDirectory(program.scratch().resolve("network"));
        String classes = System.getProperty("java.class.path");
        String bench = "pxos.bench.NetworkBench";
        System.out.print(Launch.of(
                        program.scratch(),
                        List.of(
                                Program.java(),
                                "-Xmx160m",
                                "-cp",
                                classes,
                                bench,
                                folder.toString(),
                                String.valueOf(count)))
                .succeeded()
                .out());
        System.out.print(Launch.of(
                        program.scratch(),
                        List.of(
                                Program.java(),
                                "-Xmx160m",
                                "-cp",
                                classes,
                                bench,
                                "recall",
                                folder.resolve("bench.png").toString(),
                                "Add backspace support"))
                .succeeded()
                .out());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
