package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The goals that people type first, alone and in any order, with no model running. */
@Tag("long")
class GoalsPeopleTypeIT {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
    }

    private JsonNode verified(Cli.Result result) throws Exception {
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.at("/success").asBoolean()).isTrue();
        assertThat(json.at("/test_result/verdict").asString()).startsWith("PASS");
        Agreement.check(cli.workspace());
        return json;
    }

    private static List<String> features(JsonNode json) {
        return json.at("/features").findValuesAsString("name");
    }

    private List<String> blocks() throws Exception {
        return Files.readAllLines(cli.workspace().source()).stream()
                .filter(line -> line.startsWith("# === feature "))
                .map(line -> line.split(" ")[3])
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Implement help command                            | line_editor command_parser help
            Add clear command to clear screen                 | line_editor command_parser clear
            reboot                                            | line_editor command_parser reboot
            Change hello message to HELLO PXOS v2             | hello_message
            """)
    void workAloneWithTheirPrerequisitesBuiltFirst(String goal, String wanted) throws Exception {
        JsonNode json = verified(cli.goal(goal));
        assertThat(features(json)).containsExactly(wanted.split(" "));
        assertThat(json.at("/features")
                        .valueStream()
                        .map(feature -> feature.at("/prerequisite").asBoolean()))
                .as("all but the last are prerequisites")
                .containsExactlyElementsOf(prerequisites(wanted.split(" ").length));
    }

    @Test
    void callNothingNeededFirstThatTheyName() throws Exception {
        Cli.Result result = cli.run("--llm", "recipes", "--no-test", "--goal", "Add help, clear and reboot");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains(" bytes at ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("line_editor ").endsWith(" (needed first)"),
                        line -> assertThat(line).contains("command_parser ").endsWith(" (needed first)"),
                        line -> assertThat(line).contains("help ").endsWith("by recipes"),
                        line -> assertThat(line).contains("clear ").endsWith("by recipes"),
                        line -> assertThat(line).contains("reboot ").endsWith("by recipes"));
        assertThat(RunResults.read(Files.readString(cli.workspace().report()))
                        .at("/features")
                        .valueStream()
                        .map(feature -> feature.at("/prerequisite").asBoolean()))
                .containsExactly(true, true, false, false, false);
    }

    /** Other words for a goal that is proved above: the same image, so its proof holds for them too. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Add backspace support                             | backspace
            help                                              | Implement help command
            Add help command that lists available commands    | Implement help command
            clear                                             | Add clear command to clear screen
            please add a reboot command                       | reboot
            change the hello message to "HELLO PXOS v2"       | Change hello message to HELLO PXOS v2
            """)
    void giveTheSameImageInOtherWords(String words, String goal) throws Exception {
        assertThat(imageOf(words, "words")).isEqualTo(imageOf(goal, "goal"));
    }

    private byte[] imageOf(String goal, String name) throws Exception {
        Cli fresh = Cli.in(Files.createDirectory(folder.resolve(name)));
        assertThat(fresh.goal(goal, "--no-test").exitCode()).isZero();
        return Files.readAllBytes(fresh.workspace().image());
    }

    private static List<Boolean> prerequisites(int count) {
        List<Boolean> flags = new ArrayList<>(Collections.nCopies(count - 1, true));
        flags.add(false);
        return flags;
    }

    /** All but the last are not tested at once: its test runs the scenarios of everything that is there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void workInAnyOrder(long seed) throws Exception {
        List<String> goals = new ArrayList<>(List.of(
                "Add backspace support",
                "help",
                "Add clear command to clear screen",
                "reboot",
                "Change hello message to HELLO PXOS v2",
                "echo"));
        Collections.shuffle(goals, new Random(seed));
        for (String goal : goals.subList(0, goals.size() - 1)) {
            assertThat(cli.goal(goal, "--no-test").exitCode()).isZero();
        }
        JsonNode last = verified(cli.goal(goals.get(goals.size() - 1)));
        assertThat(last.at("/test_result/checks").toString())
                .contains("backspace erases one character", "help lists", "clear", "reboot");
        assertThat(blocks())
                .containsExactlyInAnyOrder(
                        "line_editor", "command_parser", "help", "clear", "reboot", "hello_message", "echo");
    }

    @Test
    void takesOneMilestoneARun() throws Exception {
        for (String milestone : List.of("M2", "M3")) {
            JsonNode json = verified(cli.run("--auto", "--machine", "--llm", "recipes"));
            assertThat(json.at("/milestones_completed").valueStream().map(JsonNode::asString))
                    .containsExactly(milestone);
            assertThat(Files.readString(cli.workspace().roadmap()))
                    .contains(json.at("/run_id").asString());
        }
        assertThat(cli.run("milestones").out())
                .containsPattern("M3 +complete")
                .containsPattern("M4 +(in progress|to come)");
    }

    @Test
    void takesPxosFromM1ToM5InOneRun() throws Exception {
        JsonNode json = verified(cli.run("--auto", "--until", "M5", "--machine", "--llm", "recipes"));
        assertThat(json.at("/milestones_completed").valueStream().map(JsonNode::asString))
                .containsExactly("M2", "M3", "M4", "M5");
        Cli.Result again = cli.run("--auto", "--until", "M5", "--machine", "--llm", "recipes");
        assertThat(again.exitCode()).isZero();
        assertThat(again.json().at("/test_result/verdict").asString())
                .isEqualTo("SKIPPED - all milestones until M5 are complete");
        JsonNode changed = verified(cli.goal("Change hello message to WELCOME BACK"));
        assertThat(changed.at("/features").size()).isEqualTo(1);
    }

    @Test
    void replacesTheBlockOfAGoalThatIsRunAgain() throws Exception {
        verified(cli.goal("Change hello message to FIRST"));
        String first = Files.readString(cli.workspace().source());
        JsonNode second = verified(cli.goal("Change hello message to SECOND ONE"));
        assertThat(second.at("/test_result/checks").toString()).contains("hello message");
        assertThat(blocks()).containsExactly("hello_message");
        verified(cli.goal("Change hello message to FIRST"));
        assertThat(withoutHeader(Files.readString(cli.workspace().source()))).isEqualTo(withoutHeader(first));
    }

    private static String withoutHeader(String source) {
        return source.replaceAll("(?m)^# run: .*$", "");
    }

    @Test
    void saysThatNothingWasVerifiedWithoutATest() throws Exception {
        Cli.Result result = cli.goal("help", "--no-test");
        assertThat(result.exitCode()).isZero();
        assertThat(result.json().at("/success").asBoolean()).isFalse();
        assertThat(result.json().at("/test_result/verdict").asString()).startsWith("SKIPPED");
        assertThat(result.json().at("/milestones_completed").size()).isZero();
        assertThat(blocks()).containsExactly("line_editor", "command_parser", "help");
        verified(cli.goal("clear"));
    }
}
