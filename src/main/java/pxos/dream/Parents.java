package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import pxos.dream.Variants.Kept;
import pxos.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a model is told of earlier versions of a feature, and of the last try. */
final class Parents {

    /** A longer one would take the room of what the model needs more. */
    private static final int MOST_CHARACTERS = 2_000;

    private Parents() {}

    /** One text for each version, with what is wanted in front, and what a teacher said; none where there is nothing. */
    static List<String> of(Candidate.Terms terms) {
        List<String> texts = new ArrayList<>();
        for (Kept parent : terms.parents()) {
            String code = code(parent);
            if (code.length() <= MOST_CHARACTERS) {
                texts.add("An earlier version (" + parent.variant().inWords() + "): " + code);
            }
        }
        if (!texts.isEmpty()) {
            texts.add(
                    0,
                    "The feature is there already. Write it anew in fewer bytes, with the same behaviour: all its tests"
                            + " are run. Take the best of the earlier versions.");
        }
        if (!terms.lesson().isEmpty()) {
            texts.add("What there was to learn from the last try: " + terms.lesson());
        }
        return texts;
    }

    /** Its tests are told apart from it: they all count. */
    private static String code(Kept parent) {
        ObjectNode code = (ObjectNode) parent.code().deepCopy();
        code.remove("tests");
        return Json.write(code);
    }
}
