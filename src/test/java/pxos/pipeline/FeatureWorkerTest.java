package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.Assembler;
import pxos.build.asm.Assembler.AssembledCode;
import pxos.build.asm.Assembler.Instruction;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.TemplateLibrary;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.PrimitiveGenerator;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.lm.Answers;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.RecipeModel;
import pxos.model.recipes.Recipes;
import pxos.proof.DriveKind;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** What becomes of several answers in one round, without a test in QEMU. */
class FeatureWorkerTest {

    private static final Path SHIPPED = Path.of("primitives");

    @TempDir
    private Path folder;

    private final List<Attempt> attempts = new ArrayList<>();

    /** Answers the candidate with seed {@code i} with the {@code i}-th answer. */
    private record Scripted(List<String> answers) implements CodingModel {
        @Override
        public String id() {
            return "scripted";
        }

        @Override
        public Reply ask(Request request, AskOptions options) {
            String answer = answers.get((int) Math.max(0, options.seed()));
            return new Reply(answer, id(), 0, 0, Duration.ZERO, false);
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }
    }

    /** Assembles as many NOPs as the source has lines. */
    private static final class Nops implements Assembler {
        @Override
        public AssembledCode assemble(String source, int origin, Map<String, Integer> symbols) {
            List<Instruction> nops = source.lines()
                    .map(line -> new Instruction(List.of(0x90), line))
                    .toList();
            return new AssembledCode(nops, Map.of());
        }

        @Override
        public boolean available() {
            return true;
        }
    }

    private RunContext work(TemplateLibrary library, Assembler assembler, List<String> answers, int cores)
            throws Exception {
        Workspace workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
        PrimitiveBuilder builder = new PrimitiveBuilder(new FeatureExpander(library), assembler);
        RecipeBook recipes = Recipes.book();
        Workshop workshop = new Workshop(
                new PrimitiveGenerator(
                        new FeatureReader(Json.read(Files.readString(Path.of("schemas/ai_primitives.schema.json"))))),
                builder,
                null,
                new Planner(recipes),
                new Requirements(new TemplateLibrary(SHIPPED)),
                new RecipeModel(recipes));
        RunRequest wanted = new RunRequest(
                "Print a star", false, "", false, false, 1, answers.size(), Duration.ofMinutes(1), DriveKind.IDE);
        RunContext begun = RunContext.begin(wanted, "run_1", Instant.EPOCH)
                .withState(new StateAnalyzer(builder).analyse(workspace));
        Request request = new Request(
                Request.Purpose.CODE,
                "Print a star",
                "",
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                "",
                Optional.empty());
        return new FeatureWorker(
                        workshop, List.of(new Scripted(answers)), new Stopwatch(RunObserver.SILENT), attempts, cores)
                .work(begun, new WorkItem("Print a star", "star", "", false), known -> request, List.of(), true);
    }

    private static String nops(int count) {
        return Answers.feature("star", new String[0], Answers.asm("nop\n".repeat(count)));
    }

    @Test
    void buildsAsManyAnswersAtATimeAsThereAreCores() throws Exception {
        int cores = 3;
        CountDownLatch together = new CountDownLatch(cores);
        Set<Thread> builders = ConcurrentHashMap.newKeySet();
        Assembler waiting = new Assembler() {
            @Override
            public AssembledCode assemble(String source, int origin, Map<String, Integer> symbols) {
                if (builders.add(Thread.currentThread())) {
                    together.countDown();
                }
                try {
                    if (!together.await(10, TimeUnit.SECONDS)) {
                        throw Problem.input("nobody else builds at this time", "");
                    }
                } catch (InterruptedException e) {
                    throw Problem.input("interrupted", "");
                }
                return new Nops().assemble(source, origin, symbols);
            }

            @Override
            public boolean available() {
                return true;
            }
        };
        work(new TemplateLibrary(SHIPPED), waiting, List.of(nops(4), nops(3), nops(2), nops(5), nops(6)), cores);
        assertThat(builders).hasSize(cores);
        assertThat(attempts)
                .extracting(Attempt::outcome)
                .containsExactly(
                        "not tested, 4 bytes, 0 tokens",
                        "not tested, 3 bytes, 0 tokens",
                        "not tested, 2 bytes, 0 tokens",
                        "not tested, 5 bytes, 0 tokens",
                        "not tested, 6 bytes, 0 tokens");
        assertThat(attempts).extracting(Attempt::won).containsExactly(false, false, true, false, false);
    }

    @Test
    void endsTheRunWhereALibraryCannotBeReadWhateverTheOtherAnswersAre() throws Exception {
        Path broken = Files.createDirectory(folder.resolve("library"));
        Files.writeString(broken.resolve("newline.json"), "{");
        String newline = Answers.feature("star", new String[0], "{\"type\":\"USE\",\"template\":\"newline\"}");
        RunFailedException thrown = catchThrowableOfType(
                RunFailedException.class,
                () -> work(new TemplateLibrary(broken), new Nops(), List.of(nops(4), newline, nops(2)), 3));
        assertThat(thrown.failure().kind()).isEqualTo(RunFailure.Kind.INPUT);
        assertThat(thrown.failure().stage()).isEqualTo(Stage.BUILD);
        assertThat(thrown.failure().message()).contains("newline.json, line 1: not JSON");
    }
}
