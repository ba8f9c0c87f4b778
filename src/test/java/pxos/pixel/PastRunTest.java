package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRunTest {
    @TempDir
    Path folder;

    private PixelReader reader;

    @BeforeEach
    void logRuns() throws IOException {
        Path network = folder.resolve("net.png");
        reader = new PixelReader(network);
        new PixelLogger(network)
                .log(List.of(
                        Runs.run(0, "Add a help command", "PASS"),
                        Runs.run(1, "Add backspace support", "FAIL"),
                        Runs.run(2, "Change the prompt", "PASS"),
                        Runs.run(4, "Add backspace support", "FAIL"),
                        Runs.run(5, "backspace support, add", "FAIL"),
                        Runs.run(6, "添加退格键", "PASS"),
                        Runs.run(7, "Add backspace support", "PASS")));
    }

    @Test
    void ranksWhatSharesTheRareWordsFirst() throws IOException {
        List<PastRun> memories = reader.relevant("support for Backspaces", 10);

        assertThat(memories)
                .extracting(memory -> memory.run().request().goal())
                .containsExactly("Add backspace support", "backspace support, add");
    }

    @Test
    void foldsDuplicatesWithTheSameOutcome() throws IOException {
        List<PastRun> memories = reader.relevant("backspace", 10);

        assertThat(memories).hasSize(2);
        assertThat(memories)
                .filteredOn(memory -> !memory.run().passed())
                .singleElement()
                .satisfies(memory -> {
                    assertThat(memory.times()).isEqualTo(3);
                    assertThat(memory.run().request().runId())
                            .isEqualTo(Runs.run(5).request().runId());
                });
    }

    @Test
    void leavesOutOfPromptsWhatSaysOnlyHowAModelWasAsked() throws IOException {
        RunRecord run = Runs.run(8, "Add backspace at once", "FAIL");
        RunRecord.Result result = run.result();
        RunRecord stammered = new RunRecord(
                run.request(),
                new RunRecord.Result(
                        "FAIL: gave 3 answers that cannot be used",
                        "generate",
                        result.features(),
                        result.plan(),
                        result.bytes(),
                        result.remarks()),
                run.proof(),
                run.cost(),
                run.change());
        new PixelLogger(folder.resolve("net.png")).log(List.of(stammered));

        assertThat(reader.memories("Add backspace at once", 3, 3))
                .isNotEmpty()
                .noneMatch(text -> text.contains("3 answers"));
    }

    @Test
    void tellsFailuresAsWarningsAndSuccessesAsExamples() throws IOException {
        List<String> texts = reader.relevant("backspace support", 10).stream()
                .map(PastRun::text)
                .toList();

        assertThat(texts)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("WARNING: \"backspace support, add\" ended with FAIL in stage test, 3 times")
                        .contains("Evidence: scenario 'help lists 5': wanted row"));
        assertThat(texts)
                .anySatisfy(text -> assertThat(text).startsWith("EXAMPLE: \"Add backspace support\" was verified"));
    }

    @Test
    void findsWordsOfScriptsWithoutBlanks() throws IOException {
        assertThat(reader.relevant("退格", 5))
                .singleElement()
                .satisfies(memory -> assertThat(memory.run().request().goal()).isEqualTo("添加退格键"));
    }

    @Test
    void answersNothingWhereNoWordIsShared() throws IOException {
        assertThat(reader.relevant("zebra", 5)).isEmpty();
        assertThat(reader.relevant("", 5)).isEmpty();
    }
}
