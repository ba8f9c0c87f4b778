package pxos.dream;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import pxos.build.asm.NasmAssembler;
import pxos.model.CodingModel;
import pxos.model.lm.Llm;
import pxos.model.recipes.RecipeModel;
import pxos.pipeline.Floor;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.Services;
import pxos.pixel.PixelReader;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/**
 * Many dreams with a scripted model that is right in a third of its answers, in processes that are killed at random; the machine
 * in the JVM judges. After each, the workspace has to be consistent, and its suite has to pass; after every tenth in QEMU.
 *
 * <pre>
 *   DreamPlay FOLDER RUNS SEED      plays until so many goals were tried
 *   DreamPlay dream FOLDER SEED     one dream, which may be killed
 * </pre>
 */
public final class DreamPlay {

    private static final double RIGHT = 1 / 3.0;
    private static final int GOALS_OF_A_DREAM = 12;
    private static final int MOST_SECONDS = 300;
    private static final int JUDGED_BY_QEMU = 10;

    /** Those whose goals a model may solve; what recipes know is tried elsewhere. */
    private static final List<GoalSource> SOURCES = GoalSource.ALL.stream()
            .filter(source -> !(source instanceof RoadmapSource || source instanceof LibrarySource))
            .toList();

    private DreamPlay() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("dream")) {
            DreamSession session = dream(new Workspace(Path.of(args[1])), Long.parseLong(args[2]));
            System.out.println(session.choices().size() + " choices; " + session.ended());
            return;
        }
        Workspace workspace = new Workspace(Path.of(args[0]));
        StartingWorkspace.copyTo(workspace.root());
        Random random = new Random(Long.parseLong(args[2]));
        int dreams = 0;
        int kills = 0;
        long longest = MOST_SECONDS / 10 * 1000L;
        while (tried(workspace) < Integer.parseInt(args[1])) {
            long begun = System.nanoTime();
            boolean killed = dreamInAProcess(workspace, ++dreams, random, longest);
            kills += killed ? 1 : 0;
            longest = killed ? longest : (System.nanoTime() - begun) / 1_000_000;
            Emulator judge = dreams % JUDGED_BY_QEMU == 0
                    ? new QemuEmulator(QemuBinary.locate(System.getenv()))
                    : new PcEmulator();
            System.out.println(dreams + ". " + (killed ? "killed" : "ended") + ", " + tried(workspace) + " goals: "
                    + check(workspace, judge));
        }
        System.out.println(dreams + " dreams, " + kills + " of them killed, " + tried(workspace) + " goals tried");
    }

    private static DreamSession dream(Workspace workspace, long seed) {
        Outside outside = new Outside(
                PcEmulator::new,
                NasmAssembler.onPath(System.getenv().getOrDefault("PATH", "")),
                (services, wanted) -> List.of(author(services, wanted, seed)),
                Clock.systemUTC());
        Testing testing = new Testing(true, DriveKind.IDE, Duration.ofMinutes(5), Floor.STRICT);
        return new Dream(outside, workspace, new Authors(Llm.AUTO, "", List.of(), 2, 2), testing, SOURCES)
                .run(new SessionLimits(0, GOALS_OF_A_DREAM, 0, 0), DreamObserver.NONE);
    }

    private static CodingModel author(Services services, Authors wanted, long seed) {
        if (wanted.given() != null) {
            return wanted.given();
        }
        return wanted.llm() == Llm.RECIPES ? new RecipeModel(services.recipes()) : new ScriptedDreamer(seed, RIGHT);
    }

    /**
     * @param milliseconds before which a kill comes
     * @return whether it was killed
     */
    private static boolean dreamInAProcess(Workspace workspace, int number, Random random, long milliseconds)
            throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DreamPlay.class.getName(),
                        "dream",
                        workspace.root().toString(),
                        String.valueOf(random.nextInt()))
                .redirectErrorStream(true)
                .redirectOutput(new File(workspace
                        .root()
                        .resolveSibling("dream-" + number + ".log")
                        .toString()))
                .start();
        boolean kill = random.nextInt(3) > 0;
        boolean ended = process.waitFor(
                kill ? (long) (random.nextDouble() * milliseconds) : MOST_SECONDS * 1000L, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    private static int tried(Workspace workspace) {
        return new SessionFiles(workspace)
                .all().stream().mapToInt(session -> session.choices().size()).sum();
    }

    /** Throws where the workspace is not what it should be. */
    private static String check(Workspace workspace, Emulator judge) throws Exception {
        requireNoGoalTwice(workspace);
        try (Services services = new Services(workspace, outsideOfChecks(), RunObserver.SILENT);
                QemuTester tester = new QemuTester(judge)) {
            OsState state = services.analyzer().analyse(workspace);
            boolean same = Arrays.equals(
                    Files.readAllBytes(workspace.image()), state.image().bytes());
            // A killed run may leave its change complete in the journal: the next one finishes it.
            boolean journal = Files.isDirectory(workspace.state().resolve("journal"));
            require(same || journal, "the image is not that of the source");
            TestReport report = tester.test(state.image(), state.scenarios(), TestOptions.on(DriveKind.IDE));
            require(report.verdict() == Verdict.PASS, report.summary() + " " + report.failures());
            new PixelReader(workspace.network()).newest(1000);
            return report.summary() + "; " + state.source().featureNames().size() + " features, "
                    + new VariantFile(workspace, new SessionFiles(workspace).variants())
                            .of(state)
                            .shown()
                            .size()
                    + " versions, "
                    + state.roadmap().proposed().size() + " proposed" + (journal ? ", a journal is left" : "");
        }
    }

    private static Outside outsideOfChecks() {
        return new Outside(
                PcEmulator::new,
                NasmAssembler.onPath(System.getenv().getOrDefault("PATH", "")),
                (services, wanted) -> List.of(),
                Clock.systemUTC());
    }

    private static void requireNoGoalTwice(Workspace workspace) {
        Set<String> tried = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (DreamSession session : new SessionFiles(workspace).all()) {
            for (Choice choice : session.choices()) {
                String what = choice.goal() + " because " + choice.reason();
                if (!tried.add(what)) {
                    twice.add(what);
                }
            }
        }
        require(twice.isEmpty(), "tried twice: " + twice);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
