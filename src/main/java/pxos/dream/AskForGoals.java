package pxos.dream;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.build.source.FeatureBlock;
import pxos.json.Json;
import pxos.model.Question;
import pxos.model.recipes.RecipeStep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The question what pxOS should be able to do next: told what it is, what was tried, and what is missing. */
record AskForGoals(List<FeatureBlock> present, List<RecipeStep> library, List<String> tried, int freeBytes)
        implements Question {

    static final int MOST_GOALS = 3;
    private static final int MOST_TRIED = 20;
    private static final int ANSWER_TOKENS = 500;

    private static final String SYSTEM =
            "You think of new commands for pxOS, a very small operating system: 16-bit real mode, a text screen of 80 x 25, a"
                    + " keyboard, a prompt, one command a line. Code is small: a command takes 20 to 150 bytes. It can compute with"
                    + " its argument, print texts and numbers, read the clock, and make sounds. Answer with JSON: goals that a"
                    + " person would want, each one sentence that names the command and says exactly what it prints, also where the"
                    + " argument is missing or malformed.";

    private static final String EXAMPLE =
            "{\"goals\":[{\"goal\":\"Add a command rev that prints its argument backwards, and"
                    + " nothing where there is none\",\"feature\":\"rev\",\"why\":\"People like to play with words\"}]}";

    @Override
    public String name() {
        return "goals";
    }

    @Override
    public List<Turn> turns() {
        return Question.afterAnExample(SYSTEM, "pxOS has: help, echo.\nNew goals?", EXAMPLE, facts());
    }

    private String facts() {
        String has = present.stream()
                .map(block -> block.name() + " (" + block.title() + ")")
                .collect(Collectors.joining(", "));
        String known = library.stream().map(RecipeStep::feature).collect(Collectors.joining(", "));
        return Stream.of(
                        "pxOS has: " + (has.isEmpty() ? "only a prompt" : has) + ".",
                        "Its library has already, so do not ask for: " + known + ".",
                        tried.isEmpty() ? "" : "Was tried already: " + String.join("; ", tried(MOST_TRIED)) + ".",
                        freeBytes + " bytes are free.",
                        "New goals, at most " + MOST_GOALS + ", unlike all of these?")
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private List<String> tried(int most) {
        return tried.subList(Math.max(0, tried.size() - most), tried.size());
    }

    @Override
    public JsonNode schema() {
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("goals");
        ObjectNode goals = schema.putObject("properties").putObject("goals");
        goals.put("type", "array").put("minItems", 1).put("maxItems", MOST_GOALS);
        ObjectNode goal = goals.putObject("items").put("type", "object").put("additionalProperties", false);
        goal.putArray("required").add("goal").add("feature").add("why");
        ObjectNode fields = goal.putObject("properties");
        fields.putObject("goal").put("type", "string").put("maxLength", 200);
        fields.putObject("feature").put("type", "string").put("pattern", "^[a-z][a-z0-9_]{1,15}$");
        fields.putObject("why").put("type", "string").put("maxLength", 120);
        return schema;
    }

    @Override
    public Set<String> required() {
        return Set.of("goals");
    }

    @Override
    public int answerTokens() {
        return ANSWER_TOKENS;
    }
}
