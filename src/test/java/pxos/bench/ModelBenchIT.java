package pxos.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import pxos.Problem;
import pxos.build.asm.NasmAssembler;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.pipeline.Floor;
import pxos.pipeline.Outside;
import pxos.proof.FakeEmulator;

/** A bench of models whose true rates are known, in an emulator that executes nothing. */
class ModelBenchIT {

    private static final Setup SETUP = new Setup(7, 0.5, 3, Duration.ZERO, Floor.STRICT);
    private static final String SERVER = "http://127.0.0.1:1/v1";

    private static final ModelBench.Listener NOBODY = new ModelBench.Listener() {
        @Override
        public void started(Coder candidate, Goal goal, int done, int all) {}

        @Override
        public void ended(GoalOutcome outcome, int done, int all) {}
    };

    private static ModelBenchIT bench;
    private static List<GoalOutcome> whole;

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private final List<AskOptions> options = new ArrayList<>();
    private boolean serverIsGone;

    /** Six goals, each a banner with a word of its own. */
    private static GoalSet goals() {
        String goals = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> """
                        {"id":"word-%d","level":%d,"goal":"Greet the frobs with a WORD%d","tests":[
                        {"name":"the word is there","steps":[{"keys":"","expect":["row \\"WORD%d\\""]}]}]}""".formatted(i, (i + 1) / 2, i, i))
                .collect(Collectors.joining(","));
        return GoalSet.read("{\"goals\":[" + goals + "]}");
    }

    /** Right from the beginning up to one goal, after a wrong answer up to another, and sure of a wrong word beyond that. */
    private record Scripted(String name, int rightUpTo, int mendedUpTo, ModelBenchIT test) implements CodingModel {

        @Override
        public String id() {
            return name;
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public void requireReady() {
            if (test.serverIsGone) {
                throw new Problem(Problem.Kind.MISSING, "nobody answers", "");
            }
        }

        @Override
        public Reply ask(Request request, AskOptions how) {
            test.options.add(how);
            String word = request.goal().replaceAll(".* ", "");
            if (request.purpose() == Purpose.PLAN) {
                test.asked.add(name + " " + word);
                return reply(Answers.plan("frobs"));
            }
            int number = Integer.parseInt(word.substring(4));
            boolean told = !request.feedback().isEmpty();
            return number <= rightUpTo || number <= mendedUpTo && told
                    ? reply(banner(word, word))
                    : number <= mendedUpTo ? reply(banner("no", word)) : reply(banner("no", "no"));
        }

        private Reply reply(String text) {
            return new Reply(text, name, 100, 10, Duration.ofMillis(1), false);
        }

        private static String banner(String shown, String wanted) {
            return Answers.typing(
                    "frobs",
                    "",
                    new String[] {"row \"" + wanted + "\""},
                    "{\"type\":\"TEXT\",\"label\":\"text\",\"text\":\"" + shown + "\"}",
                    Answers.hook("banner", "text", ""));
        }
    }

    @BeforeAll
    static void runWhole(@TempDir Path once) throws Exception {
        bench = new ModelBenchIT();
        bench.folder = once;
        whole = bench.run("whole.jsonl", Shard.ALL, NOBODY, "good", "learns", "sure");
    }

    private List<CodingModel> models(List<String> names) {
        Map<String, CodingModel> all = Map.of(
                "good", new Scripted("good", 6, 6, this),
                "learns", new Scripted("learns", 3, 5, this),
                "sure", new Scripted("sure", 0, 0, this),
                "/models/endless.gguf", new Endless(new CountDownLatch(1)));
        return names.stream().map(all::get).toList();
    }

    /** Answers when it is closed, and not before. */
    private record Endless(CountDownLatch closed) implements CodingModel {

        @Override
        public String id() {
            return "endless";
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public Reply ask(Request request, AskOptions how) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Reply("no answer", "endless-1b", 100, 10, Duration.ofMillis(1), false);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private ModelBench bench() {
        return bench(SETUP);
    }

    private ModelBench bench(Setup setup) {
        Outside outside = new Outside(
                FakeEmulator::new,
                new NasmAssembler(Optional.empty()),
                (services, authors) -> models(authors.models()),
                Clock.systemUTC());
        return new ModelBench(outside, setup, goals(), ignored -> Ground.bare());
    }

    private List<GoalOutcome> run(String file, Shard shard, ModelBench.Listener listener, String... names)
            throws Exception {
        List<Coder> candidates = Stream.of(names)
                .<Coder>map(name -> new Coder.Served(name, SERVER))
                .toList();
        try (ResultsFile results = ResultsFile.open(folder.resolve(file))) {
            return bench().run(candidates, goals().goals(), shard, results, listener);
        }
    }

    /** What the whole bench says of one model. */
    private static BenchReport ofOne(String model) {
        return BenchReport.of(
                whole.stream().filter(outcome -> outcome.model().equals(model)).toList());
    }

    /** A report without its times. */
    private static String timeless(BenchReport report) {
        return Json.writeIndented(Json.published(report)).replaceAll("\"(milliseconds|seconds)\" : [0-9.E-]+", "");
    }

    @Test
    void saysOfEachModelWhatIsTrueOfIt() throws Exception {
        BenchReport report = BenchReport.of(whole);

        assertThat(report.models())
                .extracting(Summary::model, Summary::goals, Summary::successesAt1, Summary::successesAt3)
                .containsExactly(tuple("good", 6, 6, 6), tuple("learns", 6, 3, 5), tuple("sure", 6, 0, 0));
        assertThat(report.models())
                .extracting(Summary::failures)
                .containsExactly(Map.of(), Map.of(FailureKind.ACCEPTANCE, 1), Map.of(FailureKind.ACCEPTANCE, 6));
        // A plan and a code of 110 tokens each; two goals took one code more.
        assertThat(report.models()).extracting(Summary::tokens).containsExactly(1320L, 1540L, 1320L);
        assertThat(report.models().get(1).levels())
                .containsExactly(
                        new Summary.Level(1, 2, 2, 2), new Summary.Level(2, 2, 1, 2), new Summary.Level(3, 2, 0, 1));
        assertThat(bench.options).allMatch(how -> how.seed() == 7 && how.temperature() == 0.5);
        assertThat(BenchTable.lines(report))
                .allMatch(line -> line.length() <= 80)
                .noneMatch(line -> line.contains("measured, and no more"));
        BenchReport killed = BenchReport.of(whole.subList(0, whole.size() - 2));
        assertThat(BenchTable.lines(killed)).containsOnlyOnce("  4 of 6 goals measured so far");
        assertThat(new JsonSchemaCheck(Json.read(Files.readString(Path.of("schemas/commands/bench.schema.json"))))
                        .errorsIn(Json.published(report)))
                .isEmpty();
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    @Test
    void goesOnAfterAKillAndAsksNothingTwice() throws Exception {
        ModelBench.Listener killed = new ModelBench.Listener() {
            @Override
            public void started(Coder candidate, Goal goal, int done, int all) {
                if (done == 4) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void ended(GoalOutcome outcome, int done, int all) {}
        };
        assertThatThrownBy(() -> run("killed.jsonl", Shard.ALL, killed, "learns"))
                .hasMessage("killed");
        Files.writeString(folder.resolve("killed.jsonl"), "{\"goal\":\"word-5\",\"lev", StandardOpenOption.APPEND);

        BenchReport resumed = BenchReport.of(run("killed.jsonl", Shard.ALL, NOBODY, "learns"));

        assertThat(asked).hasSize(6).doesNotHaveDuplicates();
        assertThat(timeless(resumed)).isEqualTo(timeless(ofOne("learns")));
        assertThat(ResultsFile.read(folder.resolve("killed.jsonl"))).hasSize(6);
    }

    @Test
    void partsMergeToTheSameDocumentInAnyOrder() throws Exception {
        for (int part = 1; part <= 3; part++) {
            run("part" + part + ".jsonl", new Shard(part, 3), NOBODY, "learns");
        }
        assertThat(asked).hasSize(6).doesNotHaveDuplicates();
        List<List<GoalOutcome>> parts = Stream.of("part3.jsonl", "part1.jsonl", "part2.jsonl", "part1.jsonl")
                .map(name -> ResultsFile.read(folder.resolve(name)))
                .toList();

        assertThat(timeless(BenchReport.merged(parts))).isEqualTo(timeless(ofOne("learns")));
        assertThat(BenchReport.merged(parts).hasSeveralSetups()).isFalse();
    }

    @Test
    void aGoalThatTakesTooLongIsSaidSo() throws Exception {
        Setup brief = new Setup(7, 0.5, 3, Duration.ofMillis(1), Floor.STRICT);
        List<Coder> candidates = List.of(new Coder.Served("/models/endless.gguf", SERVER));
        try (ResultsFile results = ResultsFile.open(folder.resolve("endless.jsonl"))) {
            List<GoalOutcome> outcomes =
                    bench(brief).run(candidates, goals().goals(), new Shard(1, 6), results, NOBODY);

            assertThat(outcomes).singleElement().satisfies(outcome -> {
                assertThat(outcome.failure()).isEqualTo(FailureKind.TIME);
                assertThat(outcome.answeredBy()).isEqualTo("endless-1b");
                assertThat(outcome.tokens()).as("what was asked until then").isEqualTo(110);
            });
            assertThat(BenchTable.lines(BenchReport.of(outcomes)))
                    .anyMatch(line -> line.startsWith("endless.gguf "))
                    .anyMatch(line -> line.endsWith("1 its time was over"));
        }
    }

    @Test
    void aServerThatIsGoneIsNoFailureOfItsModel() {
        serverIsGone = true;
        assertThatThrownBy(() -> run("gone.jsonl", Shard.ALL, NOBODY, "good")).hasMessage("nobody answers");
        assertThat(folder.resolve("gone.jsonl")).doesNotExist();
    }

    @Test
    void takesAnswersFromAFolderOneAfterTheOther() throws Exception {
        Files.writeString(folder.resolve("word-1.json"), Scripted.banner("no", "WORD1"));
        Files.writeString(folder.resolve("word-1.2.json"), Scripted.banner("WORD1", "WORD1"));
        Files.writeString(folder.resolve("word-2.json"), "{}");
        Coder answers = new Coder.Answers(folder);
        try (ResultsFile results = ResultsFile.open(folder.resolve("answers.jsonl"))) {
            List<GoalOutcome> outcomes = bench().run(
                            List.of(answers),
                            goals().chosen(List.of("word-1", "word-2", "word-3"), 0),
                            Shard.ALL,
                            results,
                            NOBODY);
            assertThat(outcomes)
                    .extracting(GoalOutcome::goal, GoalOutcome::success, GoalOutcome::attempts, GoalOutcome::failure)
                    .containsExactly(
                            tuple("word-1", true, 2, FailureKind.NONE),
                            tuple("word-2", false, 1, FailureKind.CODE),
                            tuple("word-3", false, 0, FailureKind.UNKNOWN));
        }
    }

    @Test
    void refusesWhatIsNoResultAndASecondProcess() throws Exception {
        Path file = folder.resolve("other.jsonl");
        Files.writeString(file, "{\"goal\":\"a\"}\n");
        assertThatThrownBy(() -> ResultsFile.read(file)).hasMessageContaining("line 1");
        try (ResultsFile first = ResultsFile.open(file)) {
            assertThatThrownBy(() -> ResultsFile.open(file)).hasMessageContaining("another process");
        }
        for (String shard : List.of("0/3", "4/3", "3", "1/2/3", "")) {
            assertThatThrownBy(() -> Shard.parse(shard)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void drawsModelsWithAnyNameAsAWholeDocument() throws Exception {
        GoalOutcome reached = new GoalOutcome(
                "g",
                1,
                "<b> & \"x\"\u0001",
                "",
                "",
                1,
                0.2,
                3,
                0,
                "strict",
                "0",
                true,
                1,
                true,
                false,
                FailureKind.NONE,
                "",
                80,
                120,
                900,
                1000);
        String svg = BenchPicture.of(BenchReport.of(List.of(reached)));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("circle")
                        .getLength())
                .isEqualTo(3);
    }

    @Test
    void theShippedGoalsAreOfTheFormThatTheSchemaPromises() throws Exception {
        String goals = Files.readString(Path.of("src/main/resources/pxos/bench/goals.json"));
        assertThat(new JsonSchemaCheck(Json.read(Files.readString(Path.of("schemas/bench_goals.schema.json"))))
                        .errorsIn(Json.read(goals)))
                .isEmpty();
        assertThat(GoalSet.shipped().goals()).hasSize(30);
    }
}
