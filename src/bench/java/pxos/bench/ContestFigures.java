package pxos.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pxos.bench.Launch.Times;
import pxos.build.asm.NasmAssembler;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.model.lm.Llm;
import pxos.pipeline.Floor;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.Outside;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.Runs;
import pxos.pipeline.Stage;
import pxos.proof.DriveKind;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.workspace.Workspace;

/** What a contest of many answers takes that are there at once. */
public final class ContestFigures {

    private static final int ANSWERS = 64;
    private static final double NANOSECONDS = 1e9;

    private ContestFigures() {}

    /** Measures them in this process, which is to be started as bin/pxos starts one. */
    public static void main(String[] args) throws Exception {
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
}
