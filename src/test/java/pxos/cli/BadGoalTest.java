package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Goals and options that cannot be meant: said at once, with nothing begun. */
class BadGoalTest {

    @TempDir
    private Path folder;

    private Cli cli;
    private Map<String, String> before;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        before = Fingerprint.digests(cli.workspace().root(), Set.of());
    }

    private void assertRefusedAtOnce(Cli.Result result, String message) throws Exception {
        assertThat(result.exitCode()).isEqualTo(2);
        JsonNode json = result.json();
        assertThat(json.at("/success").asBoolean()).isFalse();
        assertThat(json.at("/error/message").asString()).contains(message);
        assertThat(json.at("/error/hint").asString()).endsWith("See pxos --help");
        assertThat(result.err()).startsWith("error: ").contains(message).contains("pxos --help");
        assertThat(Fingerprint.digests(cli.workspace().root(), Set.of())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void refusesAnEmptyGoal(String goal) throws Exception {
        assertRefusedAtOnce(cli.goal(goal), "The goal is empty.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 1_500, 2_000, 10_000})
    void refusesAGoalOfMoreThanOneThousandCharacters(int length) throws Exception {
        assertRefusedAtOnce(
                cli.goal("x".repeat(length)), "The goal has " + length + " characters; at most 1000 are read.");
    }

    @Test
    void readsAGoalOfOneThousandCharacters() throws Exception {
        Cli.Result result = cli.goal("help " + "x".repeat(995), "--no-test");
        assertThat(result.json().at("/error/message").asString()).contains("no recipe answers the goal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help\nme", "help\u001b[2J", "he\u0000lp", "help\u009bme"})
    void refusesControlCharacters(String goal) throws Exception {
        assertRefusedAtOnce(cli.goal(goal), "The goal holds a control character");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --machine                                   | Give a goal with --goal "…", or --auto.
            --machine --auto --goal x                   | --goal and --auto exclude each other.
            --machine --goal x --until M3               | --until goes with --auto.
            --machine --goal x --attempts 0             | --attempts is a number from 1 to 20, not 0.
            --machine --goal x --candidates 65          | --candidates is a number from 1 to 64, not 65.
            --machine --goal x --timeout -1             | --timeout is a number from 1 to 86400, not -1.
            --machine --goal x --timeout soon           | 'soon' is not an int
            --machine --goal x --llm gpt                | option '--llm': expected one of [auto, lm-studio, recipes] but was 'gpt'
            --machine --goal x --drive usb              | option '--drive': expected one of [ide, floppy] but was 'usb'
            --machine --goal x --floor low              | option '--floor': expected one of [strict, off] but was 'low'
            --machine --gaol x                          | Unknown options: '--gaol', 'x'
            --machine --goal x --goal y                 | option '--goal' (WORDS) should be specified only once
            --machine --goal                            | Missing required parameter for option '--goal' (WORDS)
            """)
    void refusesOptionsThatCannotBeMeant(String args, String message) throws Exception {
        assertRefusedAtOnce(Cli.runAnywhere(Map.of(), args.split(" ")), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --gaol help      | Did you mean --goal? See pxos --help
            --goal=x --lm    | See pxos --help
            milestons        | Did you mean milestones? See pxos --help
            Add help         | For a goal: pxos --goal "Add help". See pxos --help
            --goal Add help  | For a goal: pxos --goal "Add help". See pxos --help
            history --limit -1    | --limit is a number from 1 to
            page --serve --port 99999 | --port is a number from 0 to 65535, not 99999.
            """)
    void saysWhatWasMeant(String args, String hint) {
        Cli.Result result = Cli.runAnywhere(Map.of(), args.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(hint);
    }

    @Test
    void saysThatTheLocaleHasLostLetters() {
        assertThat(Main.lostLetters(List.of("--goal", "Add caf\uFFFD\uFFFD"), "/tmp"))
                .contains("lost letters of 'Add caf", "LC_ALL=C.UTF-8");
        assertThat(Main.lostLetters(List.of("features"), "/tmp/gr\uFFFD")).contains("LC_ALL=C.UTF-8");
        assertThat(Main.lostLetters(List.of("--goal", "Add café"), "/tmp/grün")).isEmpty();
        assertThat(Main.lostLetters(List.of("--help"), "/tmp/gr\uFFFD")).isEmpty();
    }

    /** What no model could build either. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Change the prompt to "é> "                 | the prompt may hold printable ASCII only
            Change the hello message to ""             | the hello message must not be empty
            Change the prompt                          | say what the prompt is to be
            """)
    void refusesATextThatPxosCannotShow(String goal, String message) {
        Cli.Result result = cli.goal(goal);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.json().at("/error/message").asString()).contains(message);
        assertThat(result.json().at("/error/hint").asString()).doesNotContain("LM Studio");
        assertThat(result.json().at("/understood_as").asString()).isEmpty();
    }

    @Test
    void hasNoHelpOnACommandThatThereIsNot() {
        assertThat(Main.withHelpAsOption(List.of("help", "tset"))).containsExactly("tset");
        assertThat(Main.withHelpAsOption(List.of("help", "test"))).containsExactly("test", "--help");
    }

    @Test
    void showsTheHelpWhereNothingIsSaid() {
        assertThat(Main.withHelpAsOption(List.of())).containsExactly("--help");
    }

    @Test
    void listsTheGoalsThatWorkWhenNoRecipeKnowsTheGoal() throws Exception {
        Cli.Result result = cli.goal("Prove the Riemann hypothesis");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().at("/error/hint").asString())
                .contains("Start LM Studio with a model", "Add backspace support", "Change the hello message");
        assertThat(result.json().at("/test_result/verdict").asString()).startsWith("ERROR");
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Change hello message to \"IT'S \"QUOTED\" \\ 100% $HOME `x`\"",
                "change hello message to @{name} {{x}} ${y} %s",
                "Change hello message to 'single'",
            })
    void takesQuotesAndSignsOfOtherLanguagesAsTheyAre(String goal) {
        Cli.Result result = cli.goal(goal, "--no-test");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json().at("/goal").asString()).isEqualTo(goal);
    }

    @Test
    void doesNotTakeAGoalForTheNameOfAFileWithArguments() throws Exception {
        Path file = java.nio.file.Files.writeString(folder.resolve("arguments"), "--auto");
        Cli.Result result = cli.goal("@" + file);
        assertThat(result.json().at("/goal").asString()).isEqualTo("@" + file);
    }

    @Test
    void refusesAMilestoneThatIsNotThere() throws Exception {
        Cli.Result result = cli.run("--machine", "--llm", "recipes", "--auto", "--until", "M99");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.json().at("/error/message").asString()).isEqualTo("there is no milestone 'M99'");
        assertThat(result.json().at("/error/hint").asString()).contains("pxos milestones");
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }
}
