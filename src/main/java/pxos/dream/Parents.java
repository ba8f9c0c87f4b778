package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import pxos.dream.Variants.Kept;
import pxos.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a model is told of the versions of a feature that are there, to write a better one. */
final class Parents {

    /** A longer one would take the room of what the model needs more. */
    private static final int MOST_CHARACTERS = 2_000;

    private Parents() {}

    /** One text for each version, and what is wanted in front; none where there is none. */
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
        return texts;
    }

    /** Its tests are told apart from it: they all count. */
    private static String code(Kept parent) {
        ObjectNode code = (ObjectNode) parent.code().deepCopy();
        code.remove("tests");
        return Json.write(code);
    }
}
