package pxos.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.bench.Launch.Times;
import pxos.build.asm.NasmAssembler;
import pxos.dream.Dream;
import pxos.dream.DreamObserver;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.pipeline.Floor;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.Outside;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Llm;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.Runs;
import pxos.pipeline.Stage;
import pxos.proof.DriveKind;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** What dreaming takes beside single runs, what a contest of many answers takes, and how long a choice takes. */
public final class DreamFigures {

    private static final int ANSWERS = 64;
    private static final int CHOICES = 9;
    private static final double NANOSECONDS = 1e9;

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

    /** Contests in this process, which is to be started as bin/pxos starts one. */
    private static void contests() throws Exception {
        Table table = new Table(System.out);
        table.heading("Contests of " + ANSWERS + " ready answers");
        contest(table, "a third of them right", number -> number % 3 == 0);
        contest(table, "all of them right", number -> true);
        contest(table, "none of them right", number -> false);
    }

    /** Which of the answers are right, by their number. */
    private interface Right {
        boolean is(int number);
    }

    /** Answers that are there at once: the same command with more and more idle instructions, or with a slip in it. */
    private static final class Ready implements CodingModel {
        private final AtomicInteger given = new AtomicInteger();
        private final Right right;

        Ready(Right right) {
            this.right = right;
        }

        @Override
        public String id() {
            return "ready";
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public Reply ask(Request request, AskOptions options) {
            String answer = request.purpose() == Purpose.PLAN
                    ? Answers.plan("rot13", Answers.ROT13_KEYS, Answers.ROT13_TEST)
                    : code(given.getAndIncrement());
            return new Reply(answer, id(), 0, 0, Duration.ZERO, false);
        }

        private String code(int number) {
            String code = Answers.ROT13.replace("    call putc", "    nop\n".repeat(number) + "    call putc");
            return Answers.rot13(
                    right.is(number) ? code : code.replace("add al, 26", "add al, " + (27 + number % 5)),
                    Answers.ROT13_TEST);
        }
    }

    private static void contest(Table table, String which, Right right) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (int i = 0; i < 3; i++) {
            Path folder = Path.of("contest-" + System.nanoTime());
            Workspace workspace = GrownWorkspace.make(folder, "M3");
            long used = process.getProcessCpuTime();
            RunContext run = new Runs(outside(new Ready(right))).run(request(workspace), RunObserver.SILENT);
            processor.add((process.getProcessCpuTime() - used) / NANOSECONDS);
            seconds.add((run.time(Stage.BUILD).toNanos() + run.time(Stage.TEST).toNanos()) / NANOSECONDS);
        }
        table.atMost("built and judged, " + which, Times.of(seconds).median(), 6, "s");
        table.row(
                "  of the processors, beside QEMU, the least of 3",
                Times.of(processor).least(),
                "s");
    }

    private static Outside outside(CodingModel model) {
        return new Outside(
                () -> new QemuEmulator(QemuBinary.locate(System.getenv())),
                NasmAssembler.onPath(System.getenv().getOrDefault("PATH", "")),
                (services, authors) -> List.of(model),
                Clock.systemUTC());
    }

    private static RunRequest request(Workspace workspace) {
        return new RunRequest(
                workspace,
                "A command rot13 that prints what comes behind it in rot13",
                false,
                "",
                new Authors(Llm.LM_STUDIO, "", List.of(), 1, ANSWERS),
                new Testing(true, DriveKind.IDE, Duration.ofMinutes(5), Floor.OFF),
                false);
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

    /**
     * {@code DreamFigures contests}, or {@code DreamFigures NETWORK}: how long a choice takes in a process of its own where
     * there are many runs.
     */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("contests")) {
            contests();
            return;
        }
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
