package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.build.asm.NasmAssembler;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import pxos.model.GivenAnswer;
import pxos.model.lm.Answers;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.FakeEmulator;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;
import tools.jackson.databind.node.ObjectNode;

/** Runs whose answer is there already, events of a run, and runs that are not wanted any more. */
class GivenAnswersTest {

    private static final String HI = banner("HI", "HI");

    @TempDir
    private Path folder;

    private Workspace workspace;
    private final List<ObjectNode> events = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
    }

    private static String banner(String shown, String wanted) {
        return Answers.typing(
                "greeting",
                "",
                new String[] {"row \"" + wanted + "\""},
                "{\"type\":\"TEXT\",\"label\":\"greeting_text\",\"text\":\"" + shown + "\"}",
                Answers.hook("banner", "greeting_text", ""));
    }

    private RunContext run(String answer) {
        return run("Greet me", answer, FakeEmulator::new, new Cancellation());
    }

    private RunContext run(String goal, String answer, Supplier<Emulator> emulator, Cancellation cancellation) {
        Outside outside =
                new Outside(emulator, new NasmAssembler(Optional.empty()), Services::chosen, Clock.systemUTC());
        RunRequest request = new RunRequest(
                workspace,
                goal,
                false,
                "",
                RunRequest.Authors.of(new GivenAnswer(answer, "some agent")),
                new RunRequest.Testing(true, DriveKind.IDE, Duration.ofMinutes(1), Floor.STRICT),
                false);
        return new Runs(outside).run(request, new RunEvents(events::add), cancellation);
    }

    @Test
    void provesAnAnswerThatWasHandedInAndCreditsItsAuthor() throws Exception {
        RunContext run = run(HI);

        assertThat(run.verdict()).startsWith("PASS");
        assertThat(RunResult.feedback(run)).isEmpty();
        assertThat(Files.readString(workspace.source()))
                .contains("# === feature greeting ===", "# generator: some-agent");
    }

    @Test
    void saysEverythingThatTheSchemaHasAgainstAnAnswer() {
        RunContext run = run("{\"feature\":\"greeting\",\"primitives\":[{\"type\":\"JUMP\"},{\"type\":\"TEXT\"}]}");

        assertThat(run.exitCode()).isEqualTo(Kind.MODEL.exitCode());
        assertThat(RunResult.feedback(run)).contains("/primitives/0", "/primitives/1");
        assertThat(run.failure().orElseThrow().hint()).contains("hand the whole of it in again");
    }

    @Test
    void refusesWhatIsNoJsonAsAnAnswerToo() {
        RunContext run = run("Sure! Here is the code:");

        assertThat(run.failure()).get().extracting(RunFailure::stage).isEqualTo(Stage.GENERATE);
        assertThat(RunResult.feedback(run)).contains("not JSON");
    }

    @Test
    void saysWhatTheBuilderRefuses() {
        RunContext run = run(Answers.feature("greeting", new String[0], Answers.hook("banner", "nowhere", "")));

        assertThat(run.failure())
                .get()
                .extracting(RunFailure::stage, RunFailure::kind)
                .containsExactly(Stage.GENERATE, Kind.MODEL);
        assertThat(RunResult.feedback(run)).contains("nowhere");
    }

    @Test
    void tellsOfSlipsWithTheRightFormBeforeABoot() {
        RunContext run =
                run(Answers.feature("greeting", new String[0], "{\"type\":\"TEXT\",\"label\":\"x\",\"text\":\"x\"}"));

        assertThat(RunResult.feedback(run)).contains("HOOK");
        assertThat(run.failure()).get().extracting(RunFailure::stage).isEqualTo(Stage.GENERATE);
        assertThat(RunResult.feedback(run(Answers.feature(
                        "greeting",
                        new String[0],
                        "{\"type\":\"USE\",\"template\":\"print_strin\",\"arguments\":{}}"))))
                .containsOnlyOnce("did you mean 'print_string'?");
    }

    @Test
    void showsTheRowsThatWereThereWhereATestFails() throws Exception {
        String before = Files.readString(workspace.source());

        RunContext run = run(banner("HO", "HI"));

        assertThat(run.exitCode()).isEqualTo(Kind.CHECKS.exitCode());
        assertThat(RunResult.of(run).at("/feedback").asString()).contains("the row \"HI\"", "HO");
        assertThat(Files.readString(workspace.source())).isEqualTo(before);
    }

    @Test
    void replacesNoFeatureThatTheGoalDoesNotSpeakOf() {
        run(HI);

        RunContext run = run("Say something else", HI, FakeEmulator::new, new Cancellation());

        assertThat(run.failure().orElseThrow().message()).contains("feature 'greeting' is there already");
        assertThat(run.exitCode()).isEqualTo(Kind.MODEL.exitCode());
    }

    @Test
    void buildsTheAnswerOfAnEarlierAttemptAgain() throws Exception {
        RunContext first = run(banner("HO", "HI"));
        String attempt = Files.readString(workspace.runFolder(first.runId()).resolve("attempt-01-greeting.json"));

        RunContext again = run(attempt);

        assertThat(again.verdict()).isEqualTo(first.verdict()).startsWith("FAIL");
    }

    @Test
    void tellsProgramsOfEachStageAndOfTheResultInTheFormOfTheSchema() throws Exception {
        RunContext run = run(HI);

        JsonSchemaCheck schema = new JsonSchemaCheck(
                JsonSchemaCheck.readSchema(Path.of("schemas").resolve("run_event.schema.json")));
        assertThat(events)
                .allSatisfy(event -> assertThat(schema.errorsIn(event)).isEmpty());
        assertThat(events)
                .filteredOn(event -> event.path("event").asString().equals("stage_ended"))
                .extracting(event -> event.path("stage").asString())
                .containsExactly("analyse", "remember", "plan", "plan", "generate", "build", "test", "log");
        ObjectNode last = events.get(events.size() - 1);
        assertThat(Json.write(last.path("result"))).isEqualTo(Json.write(RunResult.of(run)));
        assertThat(last.path("exit_code").asInt()).isZero();
    }

    @Test
    void endsARunInTheMiddleOfItsTestsAndLeavesNothingOfIt() throws Exception {
        String before = Files.readString(workspace.source());
        Cancellation cancellation = new Cancellation();
        Supplier<Emulator> emulator = () -> {
            cancellation.cancel();
            return new FakeEmulator();
        };

        assertThatThrownBy(() -> run("Greet me", HI, emulator, cancellation))
                .isInstanceOf(Problem.class)
                .hasMessage("cancelled");
        assertThat(Files.readString(workspace.source())).isEqualTo(before);
        assertThat(workspace.report()).doesNotExist();
        assertThat(workspace.network()).doesNotExist();
        assertThat(workspace.state().resolve("runs")).isEmptyDirectory();
        assertThat(run(HI).verified()).as("the next run has the workspace").isTrue();
    }

    @Test
    void waitsForNobodyOnceItIsNotWanted() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        try (var held = workspace.lock(Duration.ZERO, () -> {})) {
            assertThatThrownBy(() -> run("Greet me", HI, FakeEmulator::new, cancellation))
                    .hasMessage("cancelled");
        }
    }
}
