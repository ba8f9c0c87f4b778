package pxos.dream;

import java.util.List;
import java.util.Set;
import pxos.model.Question;
import pxos.pipeline.TestsForm;
import tools.jackson.databind.JsonNode;

/**
 * The question how it is seen that a goal is reached, before anybody writes code for it.
 *
 * @param objection what was wrong with the first answer; empty for the first one
 */
record AskForTests(String goal, String objection) implements Question {

    private static final int MOST_TESTS = 4;
    private static final int ANSWER_TOKENS = 700;

    private static final String SYSTEM =
            "You write acceptance tests for a goal of pxOS, a very small operating system, before anybody writes its code. Each"
                    + " test starts at the prompt of a freshly booted pxOS, types keys, and expects what is on the screen then."
                    + " Think of the edges: no argument, the longest one, a malformed one, the largest number. Keys: text as typed,"
                    + " {Enter} at the end of a line. Expectations: rows \"{prompt}what was typed\" \"what it prints\" \"{prompt}\""
                    + " for whole rows one below the other, row \"text\" for one, contains \"text\", absent \"text\". Answer with JSON.";

    private static final String EXAMPLE_GOAL =
            "Add a command rev that prints its argument backwards, and nothing where there is none";
    private static final String EXAMPLE =
            "{\"tests\":[{\"name\":\"rev turns a word round\",\"steps\":[{\"keys\":\"rev abc{Enter}\","
                    + "\"expect\":[\"rows \\\"{prompt}rev abc\\\" \\\"cba\\\" \\\"{prompt}\\\"\"]}]},"
                    + "{\"name\":\"rev keeps blanks\",\"steps\":[{\"keys\":\"rev a  b{Enter}\",\"expect\":[\"row \\\"b  a\\\"\"]}]}]}";

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public List<Turn> turns() {
        String more = objection.isEmpty() ? "" : "\nYour first answer would not do: " + objection;
        return List.of(
                new Turn(Role.SYSTEM, SYSTEM),
                new Turn(Role.USER, EXAMPLE_GOAL),
                new Turn(Role.ASSISTANT, EXAMPLE),
                new Turn(Role.USER, goal + more));
    }

    @Override
    public JsonNode schema() {
        return TestsForm.schema(MOST_TESTS);
    }

    @Override
    public Set<String> required() {
        return Set.of("tests");
    }

    @Override
    public int answerTokens() {
        return ANSWER_TOKENS;
    }
}
