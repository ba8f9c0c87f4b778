package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.RoadmapEditor;
import tools.jackson.databind.JsonNode;

/** What a person does with features that are there, and with goals that could be: without booting anything. */
class FeatureCommandsTest {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
    }

    private void build(String... goals) {
        for (String goal : goals) {
            assertThat(cli.goal(goal, "--no-test").exitCode()).as(goal).isZero();
        }
    }

    private JsonNode json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        Cli.Result result = cli.run(all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        return Json.read(result.out());
    }

    private List<String> features() {
        List<String> names = new ArrayList<>();
        json("features")
                .path("features")
                .forEach(feature -> names.add(feature.path("name").asString()));
        return names;
    }

    /** Everything that an undoing has to bring back, byte for byte. */
    private List<Object> state() throws Exception {
        List<Object> state = new ArrayList<>();
        for (Path file : List.of(
                cli.workspace().source(),
                cli.workspace().image(),
                cli.workspace().roadmap(),
                cli.workspace().disk())) {
            state.add(Files.exists(file) ? java.util.Arrays.hashCode(Files.readAllBytes(file)) : "missing");
        }
        Path tests = cli.workspace().scenarios();
        if (Files.isDirectory(tests)) {
            try (var files = Files.list(tests)) {
                state.add(files.sorted().toList().toString());
            }
        }
        return state;
    }

    @Test
    void listsAGoalForEachRecipeWithItsSizeAndWhatItNeeds() throws Exception {
        JsonNode goals = json("goals").path("goals");
        int recipes = cli.workspace().primitives().resolve("recipes").toFile().list().length;
        assertThat(goals).hasSize(recipes).anySatisfy(goal -> {
            assertThat(goal.path("feature").asString()).isEqualTo("help");
            assertThat(goal.path("goal").asString()).isEqualTo("Add command help");
            assertThat(goal.path("present").asBoolean()).isFalse();
            assertThat(goal.path("bytes").asInt()).isEqualTo(39);
            assertThat(goal.path("needs").toString()).isEqualTo("[\"line_editor\",\"command_parser\"]");
        });
        build("help");
        assertThat(json("goals").path("goals")).anySatisfy(goal -> {
            assertThat(goal.path("feature").asString()).isEqualTo("help");
            assertThat(goal.path("present").asBoolean()).isTrue();
            assertThat(goal.path("needs")).isEmpty();
        });
    }

    @Test
    void showsAFeatureWithItsListingItsAuthorAndItsTests() {
        build("help");
        Cli.Result shown = cli.run("show", "help");
        assertThat(shown.out())
                .contains("written by   recipes", "needs        command_parser", "help.run:", "mov bx, vec_commands")
                .contains("test: help lists itself", "keys    HELP{Enter}", "expect  answer contains \"help\"");
        assertThat(json("show", "command_parser").path("needed_by").toString()).isEqualTo("[\"help\"]");
    }

    @Test
    void namesTheFeaturesThereAreWhereThereIsNoSuchOne() {
        assertThat(cli.run("show", "help").err())
                .contains("the OS has no feature 'help'")
                .contains("pxos goals");
        build("Update hello message");
        Cli.Result result = cli.run("remove", "help");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the OS has no feature 'help'").contains("It has: hello_message");
    }

    @Test
    void removesAFeatureWithEverythingThatNeedsIt() {
        build("help", "Update hello message");
        JsonNode removed = json("remove", "command_parser", "--no-test");
        assertThat(removed.path("features").toString()).isEqualTo("[\"command_parser\",\"help\"]");
        assertThat(removed.path("success").asBoolean()).as("nothing was seen").isFalse();
        assertThat(features()).containsExactly("line_editor", "hello_message");
    }

    @Test
    void testsOfOtherFeaturesThatTypeARemovedCommandGoWithIt() throws Exception {
        build("help", "clear");
        Path tests = cli.workspace().keptTests("clear");
        Files.createDirectories(tests.getParent());
        Files.writeString(tests, """
                [{"name": "clear empties the screen", "steps": [{"keys": "clear{Enter}"}]},
                 {"name": "help lists clear", "steps": [{"keys": "x{Enter*2}HELP{Enter}"}]}]
                """);

        assertThat(json("remove", "help", "--no-test").path("title").asString())
                .isEqualTo("Remove help, and 1 test of another feature that types help");
        assertThat(Files.readString(tests)).doesNotContain("help lists clear").contains("clear empties the screen");

        cli.run("undo", "--no-test");
        assertThat(Files.readString(tests)).contains("help lists clear");
    }

    @Test
    void undoesOneRunAfterTheOtherAndLeavesEveryByteAsItWas() throws Exception {
        build("Update hello message");
        List<Object> first = state();
        build("Change the hello message to \"HI\"");
        List<Object> second = state();
        build("help");
        List<Object> third = state();

        json("undo", "--no-test");
        assertThat(state()).isEqualTo(second);
        String undoing = json("undo", "--no-test").path("run_id").asString();
        assertThat(state()).isEqualTo(first);

        json("undo", undoing, "--no-test");
        assertThat(state()).as("an undoing undone").isEqualTo(second);
        assertThat(third).isNotEqualTo(second);
    }

    @Test
    void undoesARemovalInTheOldOrder() throws Exception {
        build("help", "echo", "Update hello message");
        List<Object> before = state();
        json("remove", "command_parser", "--no-test");
        json("undo", "last", "--no-test");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void undoesAnOlderRunAlone() {
        build("help");
        String echo = cli.goal("echo", "--no-test").json().path("run_id").asString();
        build("beep");
        json("undo", echo, "--no-test");
        assertThat(features()).containsExactly("line_editor", "command_parser", "help", "beep");
    }

    @Test
    void refusesToUndoWhatSomethingLaterStandsOn() {
        String parser = cli.goal("Add a command parser", "--no-test")
                .json()
                .path("run_id")
                .asString();
        String help = cli.goal("help", "--no-test").json().path("run_id").asString();
        Cli.Result refused = cli.run("undo", parser, "--no-test");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("'help' needs 'command_parser'").contains(help);
        assertThat(features()).contains("help", "command_parser");
    }

    @Test
    void refusesToUndoWhatWasBuiltAnewSince() {
        String first = cli.goal("Update hello message", "--no-test")
                .json()
                .path("run_id")
                .asString();
        String second = cli.goal("Change the hello message to \"HI\"", "--no-test")
                .json()
                .path("run_id")
                .asString();
        assertThat(cli.run("undo", first, "--no-test").err())
                .contains("'hello_message' is not as " + first + " left it")
                .contains("pxos undo " + second);
    }

    @Test
    void saysThatThereIsNothingToUndo() {
        Cli.Result result = cli.run("undo");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("there is no run to undo");
        assertThat(cli.run("undo", "run_5").err()).contains("there is no run 'run_5'");
        assertThat(cli.run("undo", "../run_5").err()).contains("there is no run '../run_5'");
    }

    @Test
    void reopensAMilestoneThatLosesAFeature() throws Exception {
        build("Add backspace support");
        Path roadmap = cli.workspace().roadmap();
        Files.writeString(
                roadmap,
                RoadmapEditor.markComplete(
                        Files.readString(roadmap),
                        "M2",
                        new Milestone.Completion(java.time.LocalDate.of(2026, 11, 26), "run_1", "1 of 1")));
        json("remove", "line_editor", "--no-test");
        assertThat(cli.run("milestones").out()).contains("M2   in progress").doesNotContain("run_1");
    }

    @Test
    void aMilestoneWhoseFeatureWasRemovedByHandIsOpenAgain() throws Exception {
        build("Add backspace support");
        Path roadmap = cli.workspace().roadmap();
        Files.writeString(
                roadmap,
                RoadmapEditor.markComplete(
                        Files.readString(roadmap),
                        "M2",
                        new Milestone.Completion(java.time.LocalDate.of(2026, 11, 26), "run_1", "1 of 1")));
        assertThat(cli.run("milestones").out()).contains("M2   complete");
        Path source = cli.workspace().source();
        Files.writeString(
                source,
                Files.readString(source)
                        .replaceFirst("(?s)# === feature line_editor ===.*# === end line_editor ===\\R", ""));
        assertThat(cli.run("milestones").out()).contains("M2   in progress").doesNotContain("run_1");
        assertThat(cli.goal("Update hello message", "--no-test")
                        .json()
                        .at("/state_before/next_milestone")
                        .asString())
                .isEqualTo("M2");
    }

    @Test
    void aRunOfMilestonesIsNamedByThem() {
        assertThat(cli.run("--auto", "--llm", "recipes", "--no-test").exitCode())
                .isZero();
        assertThat(cli.run("history").out()).contains("M2: Keyboard input");
        assertThat(cli.run("--auto", "--until", "M4", "--llm", "recipes", "--no-test")
                        .exitCode())
                .isZero();
        assertThat(cli.run("history", "last").out()).contains("M2 to M4: ");
    }

    @Test
    void takesLastForTheNewestRun() {
        build("Update hello message", "help");
        assertThat(cli.run("history", "last").out()).contains(" help");
        assertThat(json("history", "last").at("/runs/0/goal").asString()).isEqualTo("help");
    }

    @Test
    void readsTheSubcommandsThatAreNamedAndNoOthers() {
        assertThat(Main.commandLine(java.util.Map.of(), List.of("--goal", "x")).getSubcommands())
                .isEmpty();
        assertThat(Main.commandLine(java.util.Map.of(), List.of("-w", "d", "undo"))
                        .getSubcommands())
                .containsOnlyKeys("undo");
        assertThat(Main.commandLine(java.util.Map.of(), List.of("udno")).getSubcommands())
                .containsOnlyKeys(Subcommands.NAMES.toArray(String[]::new));
    }
}
