package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.model.Request.Purpose;
import tools.jackson.databind.JsonNode;

class RecipeBookTest {

    private static final String GOOD = """
            {"name": "blink", "title": "Blinks", "requires": ["other"], "goal": "Add blink", "examples": ["blink"],
             "alike": "flash", "slot": {"name": "text", "description": "the text", "kind": "text", "default": "x"},
             "answer": {"feature": "blink", "primitives": [{"type": "USE", "template": "blink"}]}}
            """;

    private static RecipeBook book() {
        return Recipes.book();
    }

    private static List<String> features(GoalMatch match) {
        return ((GoalMatch.Found) match)
                .steps().stream().map(RecipeStep::feature).toList();
    }

    @Test
    void buildsPrerequisitesFirst() {
        assertThat(features(book().planFor("clear", List.of())))
                .containsExactly("line_editor", "command_parser", "clear");
        assertThat(features(book().planFor("Add dir and type", List.of())))
                .containsExactly("line_editor", "command_parser", "extended_loader", "dir", "type");
        assertThat(features(book().planFor("Update hello message", List.of()))).containsExactly("hello_message");
    }

    @Test
    void loadsExtendedCodeInAFreshWorkspace() {
        assertThat(features(book().planFor("Load extended code from sectors 3 to 18", List.of())))
                .containsExactly("extended_loader");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Change the prompt to ok>|prompt = \"ok> \"",
                "Change hello message to Hi there|hello message = \"Hi there\"",
                "clear|Command clear: empties the screen and puts the prompt at the top",
            })
    void saysHowItUnderstoodAGoal(String goal, String meaning) {
        GoalMatch.Found found = (GoalMatch.Found) book().planFor(goal, List.of("command_parser", "line_editor"));
        assertThat(found.asked().get(0).meaning()).isEqualTo(meaning);
    }

    @Test
    void leavesOutWhatIsThereButBuildsWhatIsAskedForAgain() {
        assertThat(features(book().planFor("clear", List.of("line_editor", "hello_message"))))
                .containsExactly("command_parser", "clear");
        assertThat(features(book().planFor("clear", List.of("line_editor", "command_parser", "clear"))))
                .containsExactly("clear");
    }

    @Test
    void keepsTheOrderOfAGoalWithSeveralParts() {
        assertThat(features(book().planFor("reboot, help and clear", List.of("line_editor", "command_parser"))))
                .containsExactly("reboot", "help", "clear");
    }

    @Test
    void plansTheMissingFeaturesOfAMilestone() {
        List<RecipeStep> steps = book().planForFeatures(
                        List.of("help", "clear", "reboot"), List.of("line_editor", "command_parser", "help"));

        assertThat(steps).extracting(RecipeStep::feature).containsExactly("clear", "reboot");
        assertThat(steps).extracting(RecipeStep::milestone).containsOnly("M4");
        assertThatThrownBy(() -> book().planForFeatures(List.of("paint"), List.of()))
                .hasMessage("there is no recipe for paint");
    }

    @Test
    void fillsTheSlotWhereverItStandsInTheAnswer() {
        GoalMatch match = book().planFor("Change the hello message to say \"hi\" \\o/ {x}", List.of());

        JsonNode answer = ((GoalMatch.Found) match).steps().get(0).answer(Purpose.CODE);

        assertThat(answer.at("/primitives/1/text").asString()).isEqualTo("say \"hi\" \\o/ {x}".substring(4));
        assertThat(answer.at("/tests/0/steps/0/expect/0").asString()).isEqualTo("row \"\\\"hi\\\" \\\\o/ {x}\"");
        assertThat(answer.at("/tests/0/steps/0/expect/1").asString()).isEqualTo("row \"{banner}\"");
    }

    @Test
    void fillsColoursInAsNumbers() {
        GoalMatch match = book().planFor("make the text yellow on blue", List.of());

        JsonNode answer = ((GoalMatch.Found) match).steps().get(0).answer(Purpose.CODE);

        assertThat(answer.at("/primitives/1/arguments")).hasToString("{\"text\":14,\"background\":1}");
        assertThat(answer.at("/tests/0/steps/0/expect/1").asString()).isEqualTo("attribute 1E of \"{prompt}abc\"");
    }

    @Test
    void readsEveryPairOfColoursThatItWrites() {
        for (int foreground = 0; foreground < 16; foreground++) {
            for (int background = 0; background < 8; background++) {
                ColourPair pair = new ColourPair(foreground, background);
                assertThat(ColourPair.parse(pair.toString())).contains(pair);
            }
        }
    }

    @Test
    void offersAGoalForEachRecipe() throws Exception {
        try (Stream<Path> files = Files.list(Recipes.FOLDER)) {
            assertThat(book().suggestions(""))
                    .hasSize((int) files.count())
                    .contains(
                            "Add backspace support",
                            "Change the hello message to \"HELLO PXOS\"",
                            "Make the text green on black");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
            "title": "Blinks",             # ~~                        # blink.json at the document: required property 'title' not found
            "title": "Blinks"              # "title": " "              # blink.json at /title: does not match the regex pattern \\S (" ")
            "title": "Blinks"              # "title": "Blinks", "x": 1 # blink.json at the document: property 'x' is not defined in the schema
            "title": "Blinks"              # "title": "a", "title": 1  # blink.json at line 1: not JSON: Duplicate
            "name": "blink"                # "name": "Blink"           # blink.json at /name: does not match the regex pattern ^[a-z][a-z0-9_]{0,31}$ ("Blink")
            "name": "blink"                # "name": "blank"           # blink.json at /name: the file of recipe 'blank' is called blank.json
            "feature": "blink"             # "feature": "blank"        # blink.json at /answer/feature: is not the recipe's name 'blink'
            [{"type": "USE", "template": "blink"}] # []                # blink.json at /answer/primitives: must have at least 1 items but found 0
            "examples": ["blink"]          # "examples": ["blink", 3]  # blink.json at /examples/1: integer found, string expected (3)
            "examples": ["blink"]          # "examples": "blink"       # blink.json at /examples: string found, array expected ("blink")
            "kind": "text"                 # "kind": "smell"           # blink.json at /slot/kind: does not have a value in the enumeration ["text", "colours", "name"] ("smell")
            "name": "text"                 # "name": "prompt"          # blink.json at /slot/name: does not match the regex pattern ^(?!prompt$|banner$)[a-z][a-z_]*$ ("prompt")
            "default": "x"                 # "default": "ü"            # blink.json at /slot/default: the text may hold printable ASCII only
            "requires": ["other"]          # "requires": ["blink"]     # blink.json at /requires: 'blink' requires itself
            "requires": ["other"]          # "requires": ["paint"]     # blink.json at /requires: there is no recipe 'paint'
            "name": "blink",               # "name": "blink"           # blink.json at line 1: not JSON
            """)
    void namesFileAndPlaceOfAFault(String good, String bad, String message, @TempDir Path folder) throws Exception {
        assertThat(GOOD).contains(good);
        Files.writeString(folder.resolve("blink.json"), GOOD.replace(good, bad));
        Files.writeString(
                folder.resolve("other.json"),
                GOOD.replace("\"requires\": [\"other\"], ", "").replace("blink", "other"));

        assertThatThrownBy(() -> RecipeBook.read(folder, Recipes.schema()))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void saysWhenTheFolderIsMissingOrAFileIsNotText(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> RecipeBook.read(folder.resolve("none"), Recipes.schema()))
                .hasMessageContaining("none: the folder of recipes is not there");
        Files.write(folder.resolve("blink.json"), "\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> RecipeBook.read(folder, Recipes.schema()))
                .hasMessageContaining("blink.json: is not UTF-8 text");
        Files.writeString(folder.resolve("blink.json"), "");
        assertThatThrownBy(() -> RecipeBook.read(folder, Recipes.schema())).hasMessageStartingWith("blink.json");
    }

    /** As the guide says. */
    @Test
    void understandsAGoalByAnExample(@TempDir Path folder) throws Exception {
        String recipe = GOOD.replace("[\"other\"]", "[]").replace("Add blink", "Add blink that says {text}");
        Files.writeString(folder.resolve("blink.json"), recipe);
        String goal = "Please say loudly: \"HI\"";
        assertThat(RecipeBook.read(folder, Recipes.schema()).planFor(goal, List.of()))
                .isInstanceOf(GoalMatch.Refused.class);

        Files.writeString(folder.resolve("blink.json"), recipe.replace("[\"blink\"]", "[\"say loudly\"]"));
        assertThat(((GoalMatch.Found) RecipeBook.read(folder, Recipes.schema()).planFor(goal, List.of()))
                        .steps()
                        .get(0)
                        .slots())
                .isEqualTo(Map.of("text", "HI"));
    }

    @Test
    void ignoresOtherFilesInTheFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("blink.json"), GOOD.replace("[\"other\"]", "[]"));
        Files.writeString(folder.resolve("blink.json~"), "{");

        assertThat(RecipeBook.read(folder, Recipes.schema())
                        .step("blink")
                        .orElseThrow()
                        .slots())
                .isEqualTo(Map.of("text", "x"));
    }
}
