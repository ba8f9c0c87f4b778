package pxos.model.lm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.model.recipes.GoalMatch;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.Recipes;

/**
 * The goals of the recipes as a model answers them that has no template for them: in assembly, with texts and hooks. The
 * answers are {@code src/test/resources/asm/FEATURE.json}, written as the example in the prompt is.
 */
public final class AsmAnswers {

    /** {@code --auto --until} this milestone builds every feature of the roadmap. */
    public static final String LAST_MILESTONE = "M7";

    /** Goals beside the roadmap. */
    public static final List<String> GOALS = List.of(
            "Update hello message",
            "Change the prompt to \"pxOS> \"",
            "Make the screen white on blue",
            "Add command echo",
            "Add command ver",
            "Add command beep",
            "Add command date",
            "Add command time",
            "Add command mem",
            "Add command halt");

    /** What the commands among them need: it is proved with the roadmap, so that nobody has to wait for it again. */
    public static final List<String> PREPARATION =
            List.of("--llm", "recipes", "--no-test", "--goal", "Add a command parser");

    private static final Pattern GOAL = Pattern.compile("\nGOAL\n(.*)\n");

    private AsmAnswers() {}

    /** A server whose model answers so; a goal that no recipe knows gets no answer. */
    public static StandInServer server() {
        RecipeBook recipes = Recipes.book();
        return StandInServer.answering(asked -> {
            Matcher goal = GOAL.matcher(asked.prompt());
            if (!goal.find()) {
                throw new IllegalArgumentException("no goal in the prompt");
            }
            String feature = feature(recipes, goal.group(1));
            return asked.isForPlan() ? Answers.plan(feature) : of(feature);
        });
    }

    private static String feature(RecipeBook recipes, String goal) {
        if (recipes.planFor(goal, List.of()) instanceof GoalMatch.Found found) {
            return found.steps().get(found.steps().size() - 1).feature();
        }
        throw new IllegalArgumentException("no recipe for " + goal);
    }

    /** Whether {@link #PREPARATION} is to be run before this goal of {@link #GOALS}. */
    public static boolean isForCommand(String goal) {
        return goal.startsWith("Add command ");
    }

    /** The answer for a feature, word for word. */
    public static String of(String feature) {
        try (InputStream answer = AsmAnswers.class.getResourceAsStream("/asm/" + feature + ".json")) {
            if (answer == null) {
                throw new IllegalArgumentException("no answer for " + feature);
            }
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
