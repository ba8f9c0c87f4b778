package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.json.Json;
import pxos.model.KnownStep;
import pxos.model.Question.Role;
import pxos.model.ShortForm;

class NearSearchTest {

    private static Optional<ShortForm> near(String goal) {
        return Recipes.book().near(goal);
    }

    /** What the answers can be that a goal offers, beside none. */
    private static List<String> offered(String goal) {
        return near(goal).stream()
                .flatMap(question -> question.schema().path("anyOf").valueStream())
                .map(choice -> choice.path("properties"))
                .filter(choice -> !choice.at("/feature/const").asString().equals("none"))
                .map(choice -> choice.properties().stream()
                        .map(member -> member.getKey().equals("feature")
                                ? member.getValue().path("const").asString()
                                : member.getValue().path("enum").toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "greet me with BONJOUR when it starts|hello_message [\"BONJOUR\"]",
                "Update hello message to BONJOUR MONDE|hello_message [\"BONJOUR MONDE\"]",
                "display PXOS IS UP once it has booted|hello_message [\"PXOS IS UP\"]",
                "Make the hello message say \"see you\"|hello_message [\"see you\"]",
                "I want the prompt to look like ok>|prompt_text [\"ok> \"]",
                "Let whoami answer root|answer_command [\"whoami\"] [\"root\"]",
                "Give me a command called motto that says NEVER GIVE UP|answer_command [\"motto\"] [\"NEVER GIVE UP\"]",
                "What time is it? I want a command for that|time",
                "I need a way to wipe everything off the screen|clear",
                "Paint the letters green on blue|colours [\"green on blue\"]",
            })
    void offersWhatAccountsForEveryWordOfAGoal(String goal, String offer) {
        assertThat(offered(goal)).containsExactly(offer);
    }

    @Test
    void offersATextThatIsNotMarkedInEveryLengthThatAccountsForTheRest() {
        assertThat(offered("Make the hello message say good morning dear friend"))
                .containsExactly("hello_message [\"good morning dear friend\"]");
        assertThat(offered("Say Good Evening at power on").get(0))
                .contains("\"Good Evening\"", "\"Good Evening at power\"");
    }

    private static List<String> lines(String list) throws Exception {
        return Files.readAllLines(Path.of("src/test/resources/model", list)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .toList();
    }

    @Test
    void offersNothingForAGoalThatAsksForMore() throws Exception {
        assertThat(lines("beyond_the_library.txt"))
                .hasSizeGreaterThan(50)
                .allSatisfy(goal -> assertThat(offered(goal)).as(goal).isEmpty());
    }

    @Test
    void offersWhatGoalsInOtherWordsMean() throws Exception {
        for (String line : lines("near_goals.txt")) {
            String[] parts = line.split(" \\| ?", -1);
            String feature = parts[1].strip().replaceFirst("^[a-z]+_command$", "answer_command");
            assertThat(offered(parts[0]))
                    .as(parts[0])
                    .singleElement()
                    .asString()
                    .startsWith(feature);
        }
    }

    @Test
    void takesTheTextThatARecipeIsSureOf() {
        assertThat(offered("Update hello message to The answer is 42"))
                .containsExactly("hello_message [\"The answer is 42\"]");
    }

    @Test
    void asksInAtMost700TokensAndEndsWithTheGoal() {
        for (String goal : List.of("greet me with BONJOUR when it starts", "Let whoami answer root")) {
            List<ShortForm.Turn> turns = near(goal).orElseThrow().turns();
            assertThat(turns.get(turns.size() - 1)).isEqualTo(new ShortForm.Turn(Role.USER, goal));
            assertThat(turns.stream().mapToInt(turn -> turn.text().length()).sum())
                    .as("characters")
                    .isLessThan(1_500);
        }
    }

    @Test
    void makesAFeatureOfAnAnswerByTheLibraryAndItsTests() {
        ShortForm question = near("Let whoami answer root").orElseThrow();
        KnownStep step = question.step("{\"feature\":\"answer_command\",\"name\":\"whoami\",\"text\":\"root\"}")
                .orElseThrow();
        assertThat(step.feature()).isEqualTo("whoami_command");
        assertThat(step.meaning()).isEqualTo("command = \"whoami\", its answer = \"root\"");
        assertThat(Json.write(step.answer(pxos.model.Request.Purpose.CODE)))
                .contains("rows \\\"{prompt}whoami\\\" \\\"root\\\" \\\"{prompt}\\\"");
    }

    @Test
    void refusesAnAnswerThatTheGoalDoesNotHold() {
        ShortForm question = near("greet me with BONJOUR when it starts").orElseThrow();
        assertThat(question.step("{\"feature\":\"none\"}")).isEmpty();
        assertThatThrownBy(() -> question.step("{\"feature\":\"hello_message\",\"message\":\"CIAO\"}"))
                .hasMessageContaining("does not do what the goal says");
        assertThatThrownBy(() -> question.step("{\"feature\":\"beep\"}")).hasMessageContaining("hello_message or none");
        assertThatThrownBy(() -> question.step("hello")).hasMessageContaining("not JSON");
    }

    @Test
    void offersNoTextThatDescribesWhatToDraw() {
        assertThat(offered("Add a command stars that prints five stars")).isEmpty();
        assertThat(offered("Let line show 20 dashes")).isEmpty();
        assertThat(offered("When I type count, print numbers from 1 to 10")).isEmpty();
        assertThat(offered("Add a command stars that prints 'five stars'")).isNotEmpty();
        assertThat(offered("Let cheer answer three cheers")).isNotEmpty();
    }
}
