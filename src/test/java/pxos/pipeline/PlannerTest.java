package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pxos.model.recipes.RecipeBook;

class PlannerTest {

    private Planner planner;

    @BeforeEach
    void readTheRecipes() throws Exception {
        planner = new Planner(RecipeBook.read(Path.of("primitives/recipes")));
    }

    private static WorkItem needed(String goal, String feature, String milestone) {
        return new WorkItem(goal, feature, milestone, true);
    }

    private static WorkItem asked(String goal, String feature, String milestone) {
        return new WorkItem(goal, feature, milestone, false);
    }

    @Test
    void tellsWhatAGoalNamesFromWhatItNeeds() {
        assertThat(planner.forGoal("Add help, clear and reboot", List.of()))
                .containsExactly(
                        needed("Add backspace support", "line_editor", "M2"),
                        needed("Add a command parser", "command_parser", "M3"),
                        asked("Add command help", "help", "M4"),
                        asked("Add command clear to clear the screen", "clear", "M4"),
                        asked("Add command reboot", "reboot", "M4"));
    }

    @Test
    void takesAPartOfAGoalForAskedForAlsoWhereAnotherPartNeedsIt() {
        assertThat(planner.forGoal("help and backspace support", List.of()))
                .containsExactly(
                        asked("Add backspace support", "line_editor", "M2"),
                        needed("Add a command parser", "command_parser", "M3"),
                        asked("Add command help", "help", "M4"));
    }

    @Test
    void leavesAGoalForOneFeatureInTheWordsThatWereTyped() {
        assertThat(planner.forGoal("please add help", List.of("line_editor")))
                .containsExactly(
                        needed("Add a command parser", "command_parser", "M3"), asked("please add help", "help", "M4"));
    }
}
