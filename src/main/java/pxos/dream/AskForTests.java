package pxos.dream;

import java.util.List;
import pxos.model.Question;
import pxos.pipeline.TestsQuestion;

/**
 * The question how it is seen that a goal is reached, before anybody writes code for it.
 *
 * @param objection what was wrong with the first answer; empty for the first one
 */
record AskForTests(String goal, String objection) implements TestsQuestion {

    private static final String SYSTEM =
            "You write acceptance tests for a goal of pxOS, a very small operating system, before anybody writes its code. Think of"
                    + " the edges: no argument, the longest one, a malformed one, the largest number. " + VOCABULARY;

    private static final String EXAMPLE_GOAL =
            "Add a command rev that prints its argument backwards, and nothing where there is none";
    private static final String EXAMPLE =
            "{\"tests\":[{\"name\":\"rev turns a word round\",\"steps\":[{\"keys\":\"rev abc{Enter}\","
                    + "\"expect\":[\"rows \\\"{prompt}rev abc\\\" \\\"cba\\\" \\\"{prompt}\\\"\"]}]},"
                    + "{\"name\":\"rev keeps blanks\",\"steps\":[{\"keys\":\"rev a  b{Enter}\",\"expect\":[\"row \\\"b  a\\\"\"]}]}]}";

    @Override
    public List<Turn> turns() {
        String more = objection.isEmpty() ? "" : "\nYour first answer would not do: " + objection;
        return Question.afterAnExample(SYSTEM, EXAMPLE_GOAL, EXAMPLE, goal + more);
    }
}
