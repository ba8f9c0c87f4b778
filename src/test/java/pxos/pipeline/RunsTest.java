package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Printable;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.build.asm.NasmAssembler;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.model.lm.Llm;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.pixel.RunStory;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.FakeEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Whole runs in milliseconds: a scripted model writes, and an emulator that executes nothing boots. */
class RunsTest {

    @TempDir
    private Path folder;

    private Workspace workspace;
    private final List<String> heard = new ArrayList<>();
    private Duration loggedIn;
    private final List<Request> asked = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
    }

    /** Answers each question about code as the test says; any plan will do. */
    private class Scripted implements CodingModel {
        private final String name;
        private final Function<Request, String> coder;

        Scripted(String name, Function<Request, String> coder) {
            this.name = name;
            this.coder = coder;
        }

        @Override
        public String id() {
            return name;
        }

        String plan() {
            return Answers.plan("greeting");
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public Reply ask(Request request, AskOptions options) {
            asked.add(request);
            String answer = request.purpose() == Purpose.PLAN ? this.plan() : coder.apply(request);
            return new Reply(answer, name, 100, 10, Duration.ofMillis(1), false);
        }
    }

    /** A feature that shows a banner, with a test that wants another one or the same. */
    private static String banner(String shown, String wanted) {
        return Answers.typing(
                "greeting",
                "",
                new String[] {"row \"" + wanted + "\""},
                "{\"type\":\"TEXT\",\"label\":\"greeting_text\",\"text\":\"" + shown + "\"}",
                Answers.hook("banner", "greeting_text", ""));
    }

    private final RunObserver observer = new RunObserver() {
        @Override
        public void started(Stage stage, RunContext run) {
            heard.add(stage.label());
        }

        @Override
        public void ended(Stage stage, Duration time, RunContext run) {
            loggedIn = stage == Stage.LOG ? time : loggedIn;
        }

        @Override
        public void finished(RunContext run) {
            heard.add("finished");
        }
    };

    private RunContext run(boolean test, CodingModel... models) {
        return run(FakeEmulator::new, test, models);
    }

    private RunContext run(Supplier<Emulator> emulator, boolean test, CodingModel... models) {
        return run("Greet me", Llm.LM_STUDIO, emulator, test, models);
    }

    private RunContext run(String goal, Llm llm, Supplier<Emulator> emulator, boolean test, CodingModel... models) {
        Outside outside = new Outside(
                emulator,
                new NasmAssembler(Optional.empty()),
                (services, authors) -> List.of(models),
                Clock.systemUTC());
        RunRequest request = new RunRequest(
                workspace,
                goal,
                false,
                "",
                new Authors(llm, "", List.of(), 2, 1),
                new Testing(test, DriveKind.IDE, Duration.ofMinutes(1), Floor.STRICT),
                false);
        return new Runs(outside).run(request, observer);
    }

    @Test
    void goesThroughTheSevenStagesAndWritesDownWhatWasProved() throws Exception {
        RunContext run = run(true, new Scripted("coder", question -> banner("HI", "HI")));

        assertThat(run.verdict()).startsWith("PASS").contains("1 of 1 new ones fail without the change");
        assertThat(run.exitCode()).isZero();
        assertThat(heard)
                .containsExactly("analyse", "remember", "plan", "plan", "generate", "build", "test", "log", "finished");
        assertThat(Files.readString(workspace.source())).contains("# === feature greeting ===");
        assertThat(workspace.scenarios().resolve("greeting.json")).exists();
        assertThat(new PixelReader(workspace.network())
                        .newest(1)
                        .get(0)
                        .result()
                        .verdict())
                .isEqualTo(run.verdict());
    }

    /** Half of a pair of surrogates cannot be encoded; control characters could move a terminal's cursor. */
    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\u001b]0;x\\u0007", "\\u202e", "\\u009b2J"})
    void writesDownWhatWasProvedWhateverItsAuthorCallsIt(String odd) throws Exception {
        RunContext run = run(
                true,
                new Scripted(
                        "coder" + Json.read('"' + odd + '"').asString(),
                        question -> banner("HI", "HI")
                                .replace("own test 1", "a test" + odd)
                                .replace("[{\"type", "[{\"type\":\"COMMENT\",\"text\":\"words" + odd + "\"},{\"type")) {
                    @Override
                    String plan() {
                        return super.plan().replace("What greeting does", "What" + odd);
                    }
                });

        assertThat(run.verified()).as(run.verdict()).isTrue();
        assertThat(new PixelReader(workspace.network()).newest(1)).hasSize(1);
        try (Stream<Path> files = Files.walk(workspace.root())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*(json|txt|md)")))
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .isEqualTo(Printable.text(Files.readString(file).replace("\r", ""))));
        }
    }

    @Test
    void keepsOfEachFeatureWhatItsTestShowsWithoutAndWithIt() throws Exception {
        RunContext run = run(true, new Scripted("coder", question -> banner("HI", "HI")));

        RunStory story = new PixelReader(workspace.network()).newest(1).get(0).story();
        assertThat(story.title()).isEqualTo(run.request().goal());
        assertThat(story.shows()).isEqualTo(story.built().get(0).scenario()).isNotEmpty();
        assertThat(story.built()).singleElement().satisfies(built -> {
            assertThat(built.feature()).isEqualTo("greeting");
            assertThat(built.verdict()).startsWith("PASS");
            assertThat(built.after()).isNotEqualTo(built.before()).isNotEmpty();
        });
        assertThat(run.built().get(0).verdict()).isEqualTo(story.built().get(0).verdict());
    }

    @Test
    void writesDownWhatHappensWhileSomebodyWatchesTheWorkspace() throws Exception {
        Files.createDirectories(workspace.state());
        Files.writeString(workspace.watched(), "");

        RunContext run = run(true, new Scripted("coder", question -> banner("HI", "HI")));

        List<String> lines = Files.readAllLines(workspace.events());
        assertThat(lines)
                .extracting(line -> Json.read(line).path("event").asString())
                .startsWith("stage_begun", "stage_ended")
                .contains("saw")
                .endsWith("finished");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("\"saw\"", "\"PASS\"", "\"frames\""));
        assertThat(Json.read(lines.get(lines.size() - 1)).path("verdict").asString())
                .isEqualTo(run.verdict());
    }

    @Test
    void whoWatchesSeesHowEachOfSeveralAnswersStands() throws Exception {
        Files.createDirectories(workspace.state());
        Files.writeString(workspace.watched(), "");

        run(true, new Scripted("good", question -> banner("HI", "HI")), new Scripted("bad", question -> "no JSON"));

        List<JsonNode> events =
                Files.readAllLines(workspace.events()).stream().map(Json::read).toList();
        assertThat(events.get(0).path("title").asString()).isEqualTo("Greet me");
        JsonNode tested = events.stream()
                .filter(event -> event.path("event").asString().equals("stage_ended")
                        && event.path("stage").asString().equals("test"))
                .findFirst()
                .orElseThrow();
        assertThat(tested.at("/answers/0/author").asString()).isEqualTo("good");
        assertThat(tested.at("/answers/0/text").asString()).startsWith("verified");
        assertThat(tested.at("/answers/1/in").asBoolean()).isFalse();
        JsonNode frame = events.stream()
                .filter(event -> event.path("event").asString().equals("saw"))
                .map(event -> event.at("/frames/0"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();
        assertThat(frame.propertyNames()).contains("keys", "rows", "attributes", "cursor_row", "cursor_column");
    }

    @Test
    void writesNoEventsWhereNobodyWatches() {
        run(true, new Scripted("coder", question -> banner("HI", "HI")));

        assertThat(workspace.events()).doesNotExist();
    }

    @Test
    void saysHowItUnderstoodTheGoalWhereverItIsShown() throws Exception {
        RunContext run = run(true, new Scripted("coder", question -> banner("HI", "HI")));

        assertThat(run.understoodAs()).isNotBlank().isEqualTo(run.plan().words());
        assertThat(RunResult.of(run).at("/understood_as").asString()).isEqualTo(run.understoodAs());
        assertThat(StageText.outcome(Stage.PLAN, run)).isEqualTo("understood as: " + run.understoodAs());
        assertThat(new PixelReader(workspace.network())
                        .newest(1)
                        .get(0)
                        .result()
                        .remarks()
                        .understoodAs())
                .isEqualTo(run.understoodAs());
    }

    @Test
    void namesTheOlderTestThatGaveWayToAGoalThatSaysSo() throws Exception {
        run(true, new Scripted("coder", question -> banner("HI", "HI")));
        Files.writeString(
                workspace.scenarios().resolve("greeting.json"),
                Json.writeIndented(List.of(new Scenario("it says HI", List.of(new Step("", List.of("row \"HI\"")))))));

        RunContext refused = run("Greet with HO", Llm.LM_STUDIO, FakeEmulator::new, true, second());
        assertThat(refused.verdict()).startsWith("FAIL");

        RunContext run = run("Greet with HO instead of HI", Llm.LM_STUDIO, FakeEmulator::new, true, second());
        assertThat(run.verdict()).startsWith("PASS");
        assertThat(RunResult.of(run).at("/gave_way/0").asString()).isEqualTo("it says HI");
        String changed = run.built().get(0).name();
        assertThat(workspace.scenarios().resolve("gave_way." + changed + ".json"))
                .content()
                .contains("it says HI");
        OsState left = GrownWorkspace.state(workspace);
        assertThat(names(left.scenarios(List.of("greeting", changed)))).doesNotContain("it says HI");
        assertThat(names(left.scenarios(List.of("greeting"))))
                .as("without what it gave way to")
                .contains("it says HI");
        assertThat(run("Greet with HO instead of HI", Llm.LM_STUDIO, FakeEmulator::new, true, second())
                        .gaveWay())
                .isEmpty();
    }

    @Test
    void aNewTestThatIsCalledLikeAnOlderOneHidesItNot() throws Exception {
        RunContext first = run(true, new Scripted("coder", question -> banner("HI", "HI")));
        String name = first.built().get(0).scenarios().get(0).name();
        Files.writeString(
                workspace.scenarios().resolve("greeting.json"),
                Json.writeIndented(List.of(new Scenario(name, List.of(new Step("", List.of("row \"HI\"")))))));

        RunContext run = run("Greet with HO instead of HI", Llm.LM_STUDIO, FakeEmulator::new, true, second());

        assertThat(run.verdict()).startsWith("PASS");
        assertThat(names(run.gaveWay())).containsExactly(name);
        BuiltFeature built = run.built().get(0);
        assertThat(names(built.scenarios())).containsExactly(name + " (of " + built.name() + ")");
    }

    private static List<String> names(List<Scenario> tests) {
        return tests.stream().map(Scenario::name).toList();
    }

    private CodingModel second() {
        return new Scripted("coder", question -> banner("HO", "HO").replace("greeting", "other")) {
            @Override
            public Reply ask(Request request, AskOptions options) {
                Reply reply = super.ask(request, options);
                return new Reply(reply.json().replace("greeting", "other"), "coder", 1, 1, Duration.ZERO, false);
            }
        };
    }

    @Test
    void sendsAFailureBackAsEvidenceAndTakesTheNextAnswer() {
        RunContext run = run(
                true,
                new Scripted(
                        "coder", question -> question.feedback().isEmpty() ? banner("HO", "HI") : banner("HI", "HI")));

        assertThat(run.verified()).isTrue();
        assertThat(asked.get(2).feedback())
                .singleElement()
                .satisfies(told -> assertThat(told.problem()).contains("the row \"HI\"", "HO"));
        assertThat(run.attempts()).extracting(Attempt::won).containsExactly(true, false, true);
        assertThat(run.built()).extracting(BuiltFeature::attempts).containsExactly(2);
    }

    @Test
    void keepsAllAttemptsOfARunThatFailsAndLeavesTheWorkspaceAsItWas() throws Exception {
        String before = Files.readString(workspace.source());

        RunContext run = run(true, new Scripted("coder", question -> banner("HO", "HI")));

        assertThat(run.failure())
                .get()
                .extracting(RunFailure::stage, RunFailure::kind)
                .containsExactly(Stage.TEST, Kind.CHECKS);
        assertThat(run.attempts())
                .extracting(Attempt::stage)
                .containsExactly(Stage.PLAN, Stage.GENERATE, Stage.GENERATE);
        assertThat(run.attempts()).extracting(Attempt::won).containsExactly(true, false, false);
        assertThat(workspace.runFolder(run.runId()))
                .isDirectoryContaining(file -> file.endsWith("attempt-03-greeting.json"));
        assertThat(Files.readString(workspace.source())).isEqualTo(before);
        assertThat(workspace.scenarios()).doesNotExist();
    }

    /** Plans a test that wants HO, under the name that the answers' own tests have. */
    private RunContext planned(Function<Request, String> coder) {
        String plan = Answers.plan("greeting", "", "row \"HO\"").replace("planned test 1", "own test 1");
        return run(true, new Scripted("coder", coder) {
            @Override
            public Reply ask(Request request, AskOptions options) {
                Reply reply = super.ask(request, options);
                return request.purpose() == Purpose.PLAN
                        ? new Reply(plan, reply.model(), 100, 10, Duration.ofMillis(1), false)
                        : reply;
            }
        });
    }

    @Test
    void letsNoAnswerReplaceATestOfThePlanThatHasNotFailed() {
        RunContext run = planned(question -> banner(question.feedback().isEmpty() ? "HI" : "HO", "HI"));

        assertThat(run.attempts().get(1).problem()).contains("'own test 1'", "the row \"HO\"");
        assertThat(run.verified()).isFalse();
    }

    @Test
    void namesTheTestsOfThePlanThatGaveWayAfterTheyFailed() throws Exception {
        RunContext run = planned(question -> banner("HI", "HI"));

        assertThat(run.verified()).isTrue();
        assertThat(run.built()).extracting(BuiltFeature::attempts).containsExactly(2);
        assertThat(RunFacts.of(run).remarks().replacedTests()).containsExactly("own test 1");
        assertThat(RunResult.of(run).at("/replaced_tests").toString()).isEqualTo("[\"own test 1\"]");
        assertThat(new PixelReader(workspace.network())
                        .newest(1)
                        .get(0)
                        .result()
                        .remarks()
                        .replacedTests())
                .containsExactly("own test 1");
    }

    @Test
    void doesNotTakeATestThatPassesWithoutTheChangeForAProof() {
        RunContext run = run(true, new Scripted("coder", question -> banner("HI", "pxOS v1>")));

        assertThat(run.verdict()).contains("nothing is proved");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void blamesTheModelForAnAnswerThatCannotBeBuilt() {
        RunContext run = run(
                true,
                new Scripted(
                        "coder",
                        question -> Answers.feature("greeting", new String[0], Answers.hook("banner", "nowhere", ""))));

        assertThat(run.failure())
                .get()
                .extracting(RunFailure::stage, RunFailure::kind)
                .containsExactly(Stage.GENERATE, Kind.MODEL);
        assertThat(run.failure().get().message()).contains("nowhere");
    }

    @Test
    void keepsTheAnswerWhereThereIsNothingToTestItWith() {
        Supplier<Emulator> missing = () -> {
            throw new Problem(Kind.MISSING, "QEMU is not installed", "");
        };

        RunContext run = run(missing, true, new Scripted("coder", question -> banner("HI", "HI")));

        assertThat(run.failure())
                .get()
                .extracting(RunFailure::stage, RunFailure::kind)
                .containsExactly(Stage.TEST, Kind.MISSING);
        assertThat(run.attempts()).filteredOn(Attempt::isForCode).hasSize(1);
    }

    @Test
    void takesTheSmallerOfTwoAnswersThatWork() {
        RunContext run = run(
                true,
                new Scripted("long", question -> banner("HELLO", "HELLO")),
                new Scripted("short", question -> banner("HI", "HI")));

        assertThat(run.built()).singleElement().satisfies(built -> {
            assertThat(built.generator()).isEqualTo("short");
            assertThat(built.chosenBecause()).contains("short of 2 answers: 3 bytes, 6 by long");
        });
    }

    @Test
    void buildsWhatAnAnswerNeedsBeforeTheAnswerItself() {
        String command = Answers.feature(
                "greeting",
                new String[0],
                "{\"type\":\"DEFINE\",\"label\":\"greet\"}",
                "{\"type\":\"USE\",\"template\":\"return\"}",
                Answers.hook("commands", "greet", "greet"));

        RunContext run = run(false, new Scripted("coder", question -> command));

        assertThat(run.verdict()).startsWith("SKIPPED");
        assertThat(run.changesWorkspace()).isTrue();
        assertThat(run.built())
                .extracting(BuiltFeature::name)
                .containsExactly("line_editor", "command_parser", "greeting");
        assertThat(run.built()).extracting(BuiltFeature::prerequisite).containsExactly(true, true, false);
    }

    @Test
    void saysTheSameTimeForTheLogEverywhere() throws Exception {
        RunContext run = run(true, new Scripted("coder", question -> banner("HI", "HI")));

        Duration log = run.time(Stage.LOG);
        assertThat(log).isPositive().isEqualTo(loggedIn);
        assertThat(RunResult.of(run).at("/timings_ms/log").asLong()).isEqualTo(log.toMillis());
        assertThat(Files.readString(workspace.report())).contains("\"log\" : " + log.toMillis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no JSON", "{\"feature\":\"hello_message\",\"steps\":[\"a\"],\"summary\":\"b\",\"tests\":[]}"})
    void letsTheRecipesWriteWhatTheyKnowWhereAModelGivesNothingOfUse(String plan) {
        CodingModel useless = new Scripted("coder", question -> "no JSON") {
            @Override
            String plan() {
                return plan;
            }
        };

        RunContext run = run("Update hello message", Llm.AUTO, FakeEmulator::new, true, useless);

        assertThat(run.verified()).as(run.verdict()).isTrue();
        assertThat(run.built()).singleElement().satisfies(built -> {
            assertThat(built.generator()).isEqualTo("recipes");
            assertThat(built.chosenBecause()).contains("the model gave nothing of use");
        });
        assertThat(run.attempts()).extracting(Attempt::contender).contains("coder");
        assertThat(run("Update hello message", Llm.LM_STUDIO, FakeEmulator::new, true, useless)
                        .exitCode())
                .as("where a model was asked for, it is the model that fails")
                .isEqualTo(4);
    }

    @Test
    void recordsAFaultOfTheProgramLikeEveryOtherFailure() throws Exception {
        RunContext run = run(true, new Scripted("coder", question -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.failure().get().message()).isEqualTo("IllegalStateException: a bug");
        assertThat(new PixelReader(workspace.network())
                        .newest(1)
                        .get(0)
                        .result()
                        .stage())
                .isEqualTo("generate");
    }

    /** Whoever adds a fact for all views finds out here that the network has to keep it, too. */
    @Test
    void keepsEveryFactThatAllViewsShow() {
        assertThat(names(RunFacts.class)).isSubsetOf(names(RunRecord.class));
    }

    /** The names of the components of a record, and of those of the records in it. */
    private static List<String> names(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .flatMap(part -> part.getType().isRecord() ? names(part.getType()).stream() : Stream.of(part.getName()))
                .toList();
    }
}
