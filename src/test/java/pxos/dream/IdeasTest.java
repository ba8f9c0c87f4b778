package pxos.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.build.asm.NasmAssembler;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.lm.Answers;
import pxos.model.lm.Llm;
import pxos.pipeline.Floor;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.proof.DriveKind;
import pxos.proof.FakeEmulator;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapEditor;
import pxos.workspace.roadmap.RoadmapReader;

/** A language model thinks of goals; only ideas are looked for here. */
class IdeasTest {

    private static final String GREET =
            "{\"goals\":[{\"goal\":\"Greet everybody with HI THERE after the boot\",\"feature\":\"greeting\",\"why\":\"it is kind\"}]}";
    private static final String TESTS = tests("HI THERE");

    @TempDir
    private Path folder;

    private Workspace workspace;
    private String goals = GREET;
    private String tests = TESTS;
    private String shown = "HI THERE";
    private int askedForGoals;

    @BeforeEach
    void makeWorkspace() {
        workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
    }

    private static String tests(String row) {
        String test = "{\"name\":\"NAME\",\"steps\":[{\"keys\":\"KEYS\",\"expect\":[\"row \\\"" + row + "\\\"\"]}]}";
        return "{\"tests\":[" + test.replace("NAME", "it greets").replace("KEYS", "") + ","
                + test.replace("NAME", "it greets before a line").replace("KEYS", "abc") + "]}";
    }

    private final CodingModel model = new CodingModel() {
        @Override
        public String id() {
            return "thinker";
        }

        @Override
        public boolean isLanguageModel() {
            return true;
        }

        @Override
        public List<Reply> choose(Question question, AskOptions options, int count) {
            askedForGoals += question.name().equals("goals") ? 1 : 0;
            return switch (question.name()) {
                case "goals" -> List.of(reply(goals));
                case "tests" -> List.of(reply(tests));
                default -> List.of();
            };
        }

        @Override
        public Reply ask(Request request, AskOptions options) {
            return reply(
                    request.purpose() == Purpose.PLAN
                            ? Answers.plan("greeting")
                            : Answers.typing(
                                    "greeting",
                                    "",
                                    new String[] {},
                                    "{\"type\":\"TEXT\",\"label\":\"greeting_text\",\"text\":\"" + shown + "\"}",
                                    Answers.hook("banner", "greeting_text", "")));
        }

        private Reply reply(String answer) {
            return new Reply(answer, id(), 100, 10, Duration.ZERO, false);
        }
    };

    private DreamSession dream() {
        return dream(model);
    }

    private DreamSession dream(CodingModel thinker) {
        Outside outside = new Outside(
                FakeEmulator::new,
                new NasmAssembler(Optional.empty()),
                (services, wanted) -> List.of(thinker),
                Clock.systemUTC());
        Authors authors = new Authors(Llm.LM_STUDIO, "", List.of(), 1, 1);
        Testing testing = new Testing(true, DriveKind.IDE, Duration.ofMinutes(1), Floor.STRICT);
        return new Dream(outside, workspace, authors, testing, List.of(new IdeaSource()))
                .run(new SessionLimits(0, 0, 0, 0), DreamObserver.NONE);
    }

    private Roadmap roadmap() throws Exception {
        return RoadmapReader.read(Files.readString(workspace.roadmap()));
    }

    @Test
    void anIdeaIsProposedAndBuiltWithTheTestsThatWereWrittenBefore() throws Exception {
        List<Milestone> facts = roadmap().milestones();

        DreamSession session = dream();

        assertThat(session.ideas().get(0).outcome()).isEqualTo("proposed as M12");
        assertThat(session.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.kind()).isEqualTo(Kind.IDEA);
            assertThat(choice.result().verdict()).startsWith("PASS").contains("new ones fail without the change");
            assertThat(choice.reason()).contains("M12 is proposed", "thinker: it is kind");
        });
        RunRecord run = new PixelReader(workspace.network()).newest(1).get(0);
        assertThat(run.story().reason()).isEqualTo(session.choices().get(0).inRecord(session.id()));
        assertThat(run.result().features()).containsExactly("greeting");
        assertThat(roadmap().milestones()).as("a proposal is no fact").isEqualTo(facts);
        assertThat(roadmap().proposed()).extracting(Milestone::id).containsExactly("M12");
        assertThat(session.tokens()).isEqualTo(session.ideaTokens() + 220);
    }

    @Test
    void itEndsWhereTheModelThinksOfNothingNew() {
        DreamSession session = dream();

        assertThat(session.ended()).isEqualTo("nothing promising is left");
        assertThat(askedForGoals).as("once with success, then the same again").isEqualTo(4);
        assertThat(session.ideas().subList(1, 4))
                .allSatisfy(idea -> assertThat(idea.outcome()).startsWith("refused: there is a feature 'greeting'"));
        assertThat(dream().choices()).isEmpty();
    }

    @Test
    void codeThatDoesNotMeetTheTestsFailsAndIsNotTriedAgain() throws Exception {
        shown = "SOMETHING ELSE";

        DreamSession session = dream();

        assertThat(session.choices())
                .singleElement()
                .satisfies(choice -> assertThat(choice.result().verdict()).startsWith("FAIL"));
        assertThat(dream().choices()).isEmpty();
        assertThat(roadmap().proposed()).as("a person may want it all the same").hasSize(1);
    }

    @Test
    void theCheapChecksComeFirst() {
        tests = tests("pxOS v1.0 ready");
        assertThat(dream().ideas().get(0).outcome()).isEqualTo("refused: its tests pass already");

        tests = "{\"tests\":[{\"name\":\"?\",\"steps\":[{\"keys\":\"x\",\"expect\":[\"nonsense\"]}]}]}";
        goals = GREET.replace("Greet", "Welcome");
        assertThat(dream().ideas().get(0).outcome()).startsWith("refused: /tests/0 '?': ");

        goals = GREET.replace("Greet everybody with HI THERE after the boot", "Add command date");
        assertThat(dream().ideas().get(0).outcome()).isEqualTo("refused: the library knows it already");
    }

    @Test
    void whatAPersonDropsIsNotProposedAgain() throws Exception {
        shown = "SOMETHING ELSE";
        dream();
        Files.writeString(workspace.roadmap(), RoadmapEditor.drop(Files.readString(workspace.roadmap()), "M12"));

        DreamSession session = dream();

        assertThat(session.ideas())
                .isNotEmpty()
                .allSatisfy(idea -> assertThat(idea.outcome()).isEqualTo("refused: it was thought of before"));
        assertThat(roadmap().proposed()).isEmpty();
    }

    @Test
    void aModelThatIsGoneOrTalksNonsenseEndsTheAskingAndNotTheDream() {
        goals = "Sorry, I cannot help with that.";
        assertThat(dream().ended()).isEqualTo("nothing promising is left");

        CodingModel gone = new CodingModel() {
            @Override
            public String id() {
                return "gone";
            }

            @Override
            public boolean isLanguageModel() {
                return true;
            }

            @Override
            public List<Reply> choose(Question question, AskOptions options, int count) {
                throw new Problem(Problem.Kind.MISSING, "the server does not answer", "");
            }

            @Override
            public Reply ask(Request request, AskOptions options) {
                throw new Problem(Problem.Kind.MISSING, "the server does not answer", "");
            }
        };
        assertThat(dream(gone).fruitlessThoughts()).isEqualTo(3);
    }
}
