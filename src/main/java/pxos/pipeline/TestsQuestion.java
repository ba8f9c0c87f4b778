package pxos.pipeline;

import java.util.Set;
import pxos.model.Question;
import pxos.model.TestsForm;
import tools.jackson.databind.JsonNode;

/** A question that is answered with tests, and nothing else. */
public interface TestsQuestion extends Question {

    /** How keys and expectations are written, for a model that has not seen a test yet. */
    String VOCABULARY =
            "Each test starts at the prompt of a freshly booted pxOS, types keys, and expects what is on the screen then."
                    + " Keys: text as typed, {Enter} at the end of a line, {Backspace}, {a*70} for 70 of them. Expectations: rows"
                    + " \"{prompt}what was typed\" \"what it prints\" \"{prompt}\" for whole rows one below the other, row \"text\" for"
                    + " one, contains \"text\", absent \"text\". Answer with JSON.";

    /** Four short tests. */
    int ANSWER_TOKENS = 700;

    @Override
    default String name() {
        return "tests";
    }

    @Override
    default JsonNode schema() {
        return TestsForm.schema();
    }

    @Override
    default Set<String> required() {
        return Set.of("tests");
    }

    @Override
    default int answerTokens() {
        return ANSWER_TOKENS;
    }
}
