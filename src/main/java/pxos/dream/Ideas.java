package pxos.dream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.build.feature.FeatureReader;
import pxos.build.source.FeatureBlock;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.EdgeCases;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.recipes.GoalMatch;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Proposal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Has a language model think of goals, and of tests for each by a question of its own, before there is code.
 *
 * <p>The cheap checks come first: a goal must be new, its tests must be in the vocabulary and try the edges, and one of them must
 * fail on pxOS as it is. Only then does it become a proposal.
 */
final class Ideas {

    /** A goal that is more like an earlier one is not new. */
    private static final double KNOWN = 0.95;

    private static final int MAX_GOAL_CHARACTERS = 200;
    private static final int TESTS_AT_LEAST = 2;

    private final CodingModel model;
    private final Scene scene;
    private final List<String> earlier;
    private long tokens;

    /** @param earlier goals that were thought of before */
    Ideas(CodingModel model, Scene scene, List<String> earlier) {
        this.model = model;
        this.scene = scene;
        this.earlier = List.copyOf(earlier);
    }

    /**
     * What came of asking once.
     *
     * @param ideas each with what became of it
     * @param proposals those of them that may be built
     * @param tokens what the questions took
     */
    record Thought(List<Idea> ideas, List<Proposal> proposals, long tokens) {}

    /** Asks for goals, and then for the tests of each; none where the model gives nothing of use. */
    Thought think() {
        List<Idea> ideas = new ArrayList<>();
        List<Proposal> proposals = new ArrayList<>();
        for (JsonNode each : goals()) {
            Idea idea = new Idea(
                    oneLine(each.path("goal")),
                    oneLine(each.path("feature")),
                    oneLine(each.path("why")),
                    model.id(),
                    "");
            try {
                refuseIfKnown(idea, ideas);
                proposals.add(proposal(idea, tests(idea.goal())));
                ideas.add(idea.with("proposed"));
            } catch (Problem e) {
                ideas.add(idea.with("refused: " + e.getMessage()));
            } catch (IOException e) {
                throw Problem.of(e);
            }
        }
        return new Thought(ideas, proposals, tokens);
    }

    private List<JsonNode> goals() {
        List<FeatureBlock> present = scene.state().source().features();
        int free = scene.state().zones().stream().mapToInt(ZoneUsage::freeBytes).sum();
        List<String> tried = Stream.concat(
                        earlier.stream(),
                        scene.ledger().choices().stream()
                                .map(entry -> entry.choice().goal()))
                .distinct()
                .toList();
        return asked(new AskForGoals(present, scene.recipes().steps(), tried, free))
                .map(answer -> answer.path("goals")
                        .valueStream()
                        .limit(AskForGoals.MOST_GOALS)
                        .toList())
                .orElse(List.of());
    }

    private Optional<JsonNode> asked(Question question) {
        for (Reply reply : model.choose(question, new AskOptions(0.8, -1), 1)) {
            tokens += reply.tokens();
            if (reply.failure().isEmpty()) {
                return Json.object(reply.json());
            }
        }
        return Optional.empty();
    }

    private static String oneLine(JsonNode text) {
        return text.asString("").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private void refuseIfKnown(Idea idea, List<Idea> now) throws IOException {
        List<String> taken = Stream.of(
                        scene.state().source().featureNames().stream(),
                        scene.recipes().steps().stream().map(step -> step.feature()),
                        now.stream().map(Idea::feature),
                        Stream.concat(
                                        scene.state().roadmap().milestones().stream(),
                                        scene.state().roadmap().proposed().stream())
                                .map(Milestone::features)
                                .flatMap(List::stream))
                .flatMap(names -> names)
                .toList();
        refuseIf(
                idea.goal().length() < 10 || idea.goal().length() > MAX_GOAL_CHARACTERS,
                "it is no goal of one sentence");
        refuseIf(
                !idea.feature().matches(FeatureBlock.NAME_PATTERN), "'" + idea.feature() + "' is no name of a feature");
        refuseIf(taken.contains(idea.feature()), "there is a feature '" + idea.feature() + "' already");
        refuseIf(earlier.contains(idea.goal()), "it was thought of before");
        refuseIf(
                scene.recipes().planFor(idea.goal(), List.of()) instanceof GoalMatch.Found,
                "the library knows it already");
        refuseIf(
                scene.network().likenesses(List.of(idea.goal())).get(0) >= KNOWN,
                "a run with the same words was tried");
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw Problem.input(why);
        }
    }

    /** The tests of a goal: asked for once more where the first answer leaves something out. */
    private List<Scenario> tests(String goal) {
        try {
            return checked(goal, new AskForTests(goal, ""));
        } catch (Problem e) {
            return checked(goal, new AskForTests(goal, e.getMessage()));
        }
    }

    private List<Scenario> checked(String goal, AskForTests question) {
        JsonNode answer = asked(question).orElseThrow(() -> Problem.input("its author wrote no tests for it"));
        List<Scenario> tests;
        try {
            tests = FeatureReader.scenarios(answer.path("tests"));
        } catch (JacksonException e) {
            throw Problem.input(Json.reason(e));
        }
        long names = tests.stream().map(Scenario::name).distinct().count();
        refuseIf(
                tests.size() < TESTS_AT_LEAST || names < tests.size(),
                "it has fewer than two tests with names of their own");
        String missing = EdgeCases.missingIn(tests, goal);
        refuseIf(!missing.isEmpty() && question.objection().isEmpty(), missing);
        refuseIf(holds(tests), "its tests pass already");
        return tests;
    }

    /** Whether pxOS does it as it is, on the fast machine. */
    private boolean holds(List<Scenario> tests) {
        try (QemuTester fast = new QemuTester(new PcEmulator())) {
            TestReport report = fast.test(scene.state().image(), tests, TestOptions.on(DriveKind.IDE));
            return report.verdict() == Verdict.PASS;
        }
    }

    private Proposal proposal(Idea idea, List<Scenario> tests) {
        Proposal proposal = new Proposal(
                idea.feature(), idea.goal(), idea.feature(), idea.model() + ": " + idea.why(), List.of(), tests);
        proposal.addedTo(scene.state().roadmapText());
        return proposal;
    }
}
