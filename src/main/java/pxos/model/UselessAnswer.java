package pxos.model;

import pxos.Problem;
import pxos.json.Json;

/** Why an answer is of no use, in words for the user; the model was told the exact errors, and what to do about them. */
final class UselessAnswer {

    private static final int MOST_CHARACTERS = 160;

    private UselessAnswer() {}

    /**
     * Goes on with "the last one".
     *
     * @param repeated whether the model had given the same answer before
     */
    static String words(Reply reply, boolean repeated, Problem problem) {
        if (reply.cutShort()) {
            return " did not come to its end";
        }
        if (Json.object(reply.json()).isEmpty()) {
            return " was not a JSON object";
        }
        if (repeated) {
            return " was the same as one before";
        }
        String first = problem.errors().get(0);
        if (first.startsWith("/") || first.startsWith("the document: ")) {
            return " did not have the form that was asked for";
        }
        // What follows is advice for the model.
        String fault = first.split("\\R|; |\\. |: (?=[a-z]+ it )", 2)[0].strip();
        return ": " + fault.substring(0, Math.min(MOST_CHARACTERS, fault.length()));
    }
}
