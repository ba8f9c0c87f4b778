package pxos.model.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.model.OsFacts;
import pxos.model.Question.Role;
import pxos.model.Question.Turn;
import pxos.model.Request;
import pxos.model.lm.Requests;
import pxos.os.AddressRange;

class PromptTest {

    private static final PromptWriter WRITER = new PromptWriter();

    private static String said(Prompt prompt) {
        return prompt.system() + prompt.user();
    }

    private static Request crowded(Request.Purpose purpose) {
        List<String> memories = IntStream.range(0, 40)
                .mapToObj(run -> "run " + run + ": " + "words ".repeat(30))
                .toList();
        List<Request.Feedback> feedback = List.of(
                new Request.Feedback("{\"first\":1}", "OLDER PROBLEM"),
                new Request.Feedback(
                        "{\"second\":" + "1".repeat(4000) + "}", "LATEST PROBLEM at line 3\n" + "x ".repeat(2000)));
        return Requests.of(purpose, "Add the goal", memories, feedback, Requests.facts(40));
    }

    @ParameterizedTest
    @EnumSource(Request.Purpose.class)
    void holdsWhatMattersInASmallContext(Request.Purpose purpose) {
        Prompt prompt = WRITER.write(crowded(purpose), 4096);
        assertThat(prompt.estimatedTokens()).isLessThanOrEqualTo(2300);
        assertThat(TokenEstimate.of(said(prompt))).isLessThanOrEqualTo(2300);
        assertThat(said(prompt))
                .contains(
                        "Add the goal",
                        "No more than 80 bytes.",
                        "275 bytes in one piece, at 7ECD-7FDF",
                        "puts",
                        "on_key")
                .contains("help lists the commands", "upper case works", "LATEST PROBLEM at line 3", "{\"feature\":");
        assertThat(prompt.cut()).contains("memories");
    }

    @ParameterizedTest
    @EnumSource(Request.Purpose.class)
    void usesMoreWhereThereIsMoreRoom(Request.Purpose purpose) {
        Prompt small = WRITER.write(crowded(purpose), 4096);
        Prompt large = WRITER.write(crowded(purpose), 65_536);
        assertThat(large.estimatedTokens()).isGreaterThan(3 * small.estimatedTokens() / 2);
        assertThat(large.cut()).isEmpty();
        assertThat(large.user()).contains("OLDER PROBLEM", "run 39", "template_40");
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048, 3000, 4096, 8192, 16_384, 131_072})
    void keepsToItsBudgetWhateverTheRequestHolds(int contextTokens) {
        String flood = "goal ".repeat(20_000);
        Request huge = Requests.of(
                Request.Purpose.CODE,
                flood,
                List.of(flood),
                List.of(new Request.Feedback(flood, flood)),
                Requests.facts(500));
        Prompt prompt = WRITER.write(huge, contextTokens);
        assertThat(prompt.estimatedTokens()).isLessThanOrEqualTo(prompt.budgetTokens());
        assertThat(prompt.budgetTokens()).isLessThan(contextTokens);
        if (contextTokens >= 1024) {
            assertThat(prompt.user()).contains("goal goal");
        }
        if (contextTokens >= 4096) {
            assertThat(said(prompt)).contains("VECTORS", "CODE is", "SERVICES", "help lists the commands");
        }
    }

    @Test
    void leavesOutAsmWhereThereIsNoAssembler() {
        Request request = Requests.of(Request.Purpose.CODE, "x", List.of(), List.of(), Requests.facts(2, false));
        Prompt prompt = WRITER.write(request, 8192);
        assertThat(said(prompt)).doesNotContain("ASM").contains("There is no assembler");
        assertThat(said(WRITER.write(Requests.code("x"), 8192))).contains("\"type\":\"ASM\"");
    }

    @Test
    void leavesOutSectionsThatHaveNothingToSay() {
        OsFacts bare = new OsFacts(List.of(), Map.of(), List.of(), false, true, List.of());
        Request request = new Request(
                Request.Purpose.CODE, "x", "", List.of(), List.of(), bare, List.of(), List.of(), "", Optional.empty());
        assertThat(WRITER.write(request, 8192).user())
                .doesNotContain("CONSTRAINTS", "REJECTED", "EARLIER", "TEMPLATES", "PLAN", "PRESENT", "milestone")
                .doesNotContain("EXAMPLE", "DISK", "LISTS")
                .doesNotContainPattern("\\{\\{[a-z_]+}}");
    }

    /** So that a server need not read again what it has read for the question before. */
    @ParameterizedTest
    @EnumSource(names = {"PLAN", "CODE"})
    void goesOnInTheConversationOfTheQuestionBefore(Request.Purpose purpose) {
        Request first = Requests.of(purpose, "Add rot13", List.of("an earlier run"), List.of(), Requests.facts(4));
        Request again = first.withFeedback(List.of(new Request.Feedback("{\"the\":\"answer\"}", "the problem")));
        Request third = again.withFeedback(List.of(new Request.Feedback("{\"another\":\"answer\"}", "its problem")));
        List<Turn> before = WRITER.write(first, 16_384).turns();
        List<Turn> after = WRITER.write(again, 16_384).turns();
        assertThat(after).startsWith(before.toArray(Turn[]::new)).hasSize(4);
        assertThat(after.get(2)).isEqualTo(new Turn(Role.ASSISTANT, "{\"the\":\"answer\"}"));
        assertThat(after.get(3).text()).contains("REJECTED").endsWith("the problem\n");
        assertThat(WRITER.write(third, 16_384).turns())
                .startsWith(after.toArray(Turn[]::new))
                .hasSize(6);
        String user = before.get(1).text();
        assertThat(user.indexOf("GOAL\nAdd rot13")).isGreaterThan(user.length() / 2);
    }

    @Test
    void asksForTestsBehindThePlanThatStands() {
        Request tests = Requests.of(
                Request.Purpose.TESTS,
                "Add rot13",
                List.of(),
                List.of(new Request.Feedback("{\"the\":\"plan\"}", "no test types 0")),
                Requests.facts(4));
        List<Turn> turns = WRITER.write(tests, 4096).turns();
        assertThat(turns.get(2).text()).isEqualTo("{\"the\":\"plan\"}");
        assertThat(turns.get(3).text())
                .contains("The plan stands", "no test types 0")
                .doesNotContain("REJECTED");
    }

    @Test
    void asksForTheCodeBehindThePlanThatWasGiven() {
        Request plan = Requests.plan("Add rot13");
        String answer = "{\"feature\":\"rot13\",\"tests\":[{\"name\":\"t\",\"steps\":[{\"keys\":\"x\"}]}]}";
        OsFacts then = new OsFacts(
                List.of("line_editor", "command_parser", "help"),
                Map.of(),
                List.of(new AddressRange(0x7F00, 0x7F0F)),
                false,
                true,
                List.of());
        Prompt first = WRITER.write(plan, 4096);
        Prompt asked = WRITER.calibrated(first, 1000).write(plan.coding(answer, then), 4096);
        List<Turn> code = asked.turns();
        assertThat(code).startsWith(first.turns().toArray(Turn[]::new)).hasSize(4);
        assertThat(WRITER.calibrated(first, first.estimatedTokens() * 6 / 5)
                        .write(plan.coding(answer, then), 4096)
                        .turns())
                .as("a model that counts more than was estimated has read the opening, too")
                .isEqualTo(code);
        assertThat(code.get(2).text()).isEqualTo(answer);
        assertThat(code.get(3).text())
                .contains(
                        "The plan's tests are run too",
                        "16 bytes in one piece, at 7F00-7F0F",
                        "PRESENT by now: line_editor,");
    }

    @Test
    void learnsNothingOfAShortPrompt() {
        Prompt brief = new Prompt(
                List.of(new Turn(Role.SYSTEM, "Choose."), new Turn(Role.USER, "hello")), 100, 100, 100, List.of());
        assertThat(WRITER.calibrated(brief, 50).tokens("some words")).isEqualTo(WRITER.tokens("some words"));
    }

    @Test
    void leavesOutTheOldestAnswersFirst() {
        Request request = Requests.of(
                Request.Purpose.CODE,
                "Add rot13",
                List.of(),
                IntStream.rangeClosed(1, 9)
                        .mapToObj(i ->
                                new Request.Feedback("{\"answer\":\"" + i + "x".repeat(400) + "\"}", "PROBLEM " + i))
                        .toList(),
                Requests.facts(4));
        Prompt prompt = WRITER.write(request, 4096);
        assertThat(prompt.estimatedTokens()).isLessThanOrEqualTo(2300);
        assertThat(prompt.user())
                .contains("{\"answer\":\"9x", "REJECTED. Fix this, keep", "\nPROBLEM 9")
                .doesNotContain("{\"answer\":\"1x")
                .contains("Wrong before that:\n- PROBLEM 1\n- PROBLEM 2\n");
    }

    @Test
    void repeatsOnlyTheBeginningOfAnAnswerWithoutAnEnd() {
        Request request = Requests.of(
                Request.Purpose.CODE,
                "Add rot13",
                List.of(),
                List.of(new Request.Feedback("{\"feature\":\"" + "round and ".repeat(900), "no end")),
                Requests.facts(4));
        Prompt prompt = WRITER.write(request, 4096);
        assertThat(prompt.turns().get(2).text()).hasSizeLessThan(700).endsWith("…");
        assertThat(prompt.cut()).doesNotContain("rejected");
    }

    @Test
    void showsTheExampleThatFitsTheGoal() {
        assertThat(opening("Print the sum of two numbers")).contains("EXAMPLE, a command `twice`");
        assertThat(opening("F2 inserts the date into the line")).contains("EXAMPLE, a key handler");
        assertThat(opening("Count the lines of a file")).contains("EXAMPLE, a command `first`");
        assertThat(opening("Shift the letters of a text by a number"))
                .contains("EXAMPLE, a command `twice`", "EXAMPLE, a command `spell`");
        assertThat(opening("Say BONJOUR at the start")).doesNotContain("EXAMPLE");
        assertThat(opening("Complete the names of commands by Tab")).contains("LISTS: vec_commands");
        assertThat(opening("Show the disk's label")).contains("readsec reads sector AX to BX");
    }

    private static String opening(String goal) {
        return WRITER.write(Requests.plan(goal), 8192).user();
    }

    @Test
    void keepsALongLastAnswerAndTheTestsInASmallContext() {
        String answer =
                "{\"feature\":\"rot13\",\"primitives\":[" + "{\"type\":\"CALL\",\"label\":\"puts\"},".repeat(48) + "]}";
        Request request = Requests.of(
                Request.Purpose.CODE,
                "Add rot13",
                List.of("an earlier run"),
                List.of(new Request.Feedback(answer, "line 3: unknown label")),
                Requests.facts(20));
        Prompt prompt = WRITER.write(request, 4096);
        assertThat(TokenEstimate.of(answer)).isGreaterThan(600);
        assertThat(prompt.user())
                .contains("\n--- assistant\n" + answer, "line 3: unknown label", "help lists the commands");
        assertThat(prompt.estimatedTokens()).isLessThanOrEqualTo(2300);
    }

    @Test
    void doesNotReadVariablesInTextsOfOthers() {
        assertThat(WRITER.write(Requests.code("print {{goal}} and {{nothing}}, $1 \\"), 8192)
                        .user())
                .contains("print {{goal}} and {{nothing}}, $1 \\");
    }
}
