package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pxos.model.recipes.Recipes;

class PlannerTest {

    private Planner planner;

    @BeforeEach
    void readTheRecipes() {
        planner = new Planner(Recipes.book());
    }

    private static String needed(String goal, String feature, String milestone) {
        return "needed: " + goal + ", " + feature + " of " + milestone;
    }

    private static String asked(String goal, String feature, String milestone) {
        return "asked: " + goal + ", " + feature + " of " + milestone;
    }

    private List<String> plan(String goal, List<String> present) {
        return planner.forGoal(goal, present).stream()
                .map(item -> {
                    assertThat(item.known().orElseThrow().feature()).isEqualTo(item.feature());
                    return item.prerequisite()
                            ? needed(item.goal(), item.feature(), item.milestone())
                            : asked(item.goal(), item.feature(), item.milestone());
                })
                .toList();
    }

    @Test
    void tellsWhatAGoalNamesFromWhatItNeeds() {
        assertThat(plan("Add help, clear and reboot", List.of()))
                .containsExactly(
                        needed("Add backspace support", "line_editor", "M2"),
                        needed("Add a command parser", "command_parser", "M3"),
                        asked("Add command help", "help", "M4"),
                        asked("Add command clear to clear the screen", "clear", "M4"),
                        asked("Add command reboot", "reboot", "M4"));
    }

    @Test
    void takesAPartOfAGoalForAskedForAlsoWhereAnotherPartNeedsIt() {
        assertThat(plan("help and backspace support", List.of()))
                .containsExactly(
                        asked("Add backspace support", "line_editor", "M2"),
                        needed("Add a command parser", "command_parser", "M3"),
                        asked("Add command help", "help", "M4"));
    }

    @Test
    void leavesAGoalForOneFeatureInTheWordsThatWereTyped() {
        assertThat(plan("please add help", List.of("line_editor")))
                .containsExactly(
                        needed("Add a command parser", "command_parser", "M3"), asked("please add help", "help", "M4"));
    }
}
