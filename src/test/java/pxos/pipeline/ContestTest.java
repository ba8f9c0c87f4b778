package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.asm.NasmAssembler;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.model.lm.Llm;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;
import pxos.proof.FakeEmulator;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** Many answers at a time: the fast machine looks at all of them, the judge only until one is verified. */
class ContestTest {

    private static final int ANSWERS = 24;

    /** Guests that a single answer takes: without and with it, a second use, the other drive. */
    private static final int GUESTS_OF_ONE = 8;

    @TempDir
    private Path folder;

    /** Answers with banners that get longer; only the right ones show what their test expects. */
    private record Greeter(IntPredicate right, AtomicInteger given) implements CodingModel {
        @Override
        public String id() {
            return "greeter";
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public Reply ask(Request request, AskOptions options) {
            int number = given.getAndIncrement();
            String banner = "HI" + "!".repeat(number);
            String code = Answers.typing(
                    "greeting",
                    "",
                    new String[] {"row \"" + (right.test(number) ? banner : "HO") + "\""},
                    "{\"type\":\"TEXT\",\"label\":\"greeting_text\",\"text\":\"" + banner + "\"}",
                    Answers.hook("banner", "greeting_text", ""));
            String answer = request.purpose() == Purpose.PLAN ? Answers.plan("greeting") : code;
            return new Reply(answer, id(), 1, 1, Duration.ZERO, false);
        }
    }

    private RunContext run(FakeEmulator judge, IntPredicate right) {
        Workspace workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
        CodingModel model = new Greeter(right, new AtomicInteger());
        Outside outside = new Outside(
                () -> judge,
                new NasmAssembler(Optional.empty()),
                (services, authors) -> List.of(model),
                Clock.systemUTC());
        RunRequest request = new RunRequest(
                workspace,
                "Greet me",
                false,
                "",
                new Authors(Llm.LM_STUDIO, "", List.of(), 1, ANSWERS),
                new Testing(true, DriveKind.IDE, Duration.ofMinutes(1), Floor.STRICT),
                false);
        return new Runs(outside).run(request, RunObserver.SILENT);
    }

    @Test
    void theJudgeSeesOnlyTheBestOfManyThatWork() {
        FakeEmulator judge = new FakeEmulator();

        RunContext run = run(judge, number -> number % 3 == 0);

        assertThat(run.verdict()).startsWith("PASS");
        assertThat(judge.started()).as("guests of the judge").isLessThanOrEqualTo(GUESTS_OF_ONE);
        assertThat(run.attempts().stream().filter(Attempt::isForCode))
                .hasSize(ANSWERS)
                .filteredOn(attempt -> attempt.outcome().startsWith("works on the fast machine"))
                .hasSizeBetween(ANSWERS / 3 - 2, ANSWERS / 3 - 1);
        assertThat(run.built().get(0).chosenBecause()).contains("of " + ANSWERS + " answers", "bytes");
    }

    @Test
    void theJudgeHasTheLastWord() {
        FakeEmulator judge = new FakeEmulator().deaf();

        RunContext run = run(judge, number -> number < 2);

        assertThat(run.verdict()).startsWith("FAIL").contains("echoes keys");
        assertThat(judge.open()).isZero();
    }

    @Test
    void whereAllFailTheNearestGetASecondOpinionAndNoMore() {
        FakeEmulator judge = new FakeEmulator();

        RunContext run = run(judge, number -> false);

        assertThat(run.verdict()).startsWith("FAIL").contains("wanted the row \"HO\"");
        assertThat(judge.started()).isPositive().isLessThanOrEqualTo(4 * GUESTS_OF_ONE);
    }
}
