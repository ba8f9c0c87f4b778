package pxos.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.json.Json;

/**
 * Why an answer is of no use and what helps, in words for the user; the model was told the exact errors, and what to do about
 * them.
 *
 * @param words go on with "the last one"
 * @param remedy what the user can do
 */
record UselessAnswer(String words, String remedy) {

    private static final int MOST_CHARACTERS = 160;

    private static final String LARGER =
            "Try a larger model that knows assembly (--model), more attempts (--attempts 5), or a smaller goal.";
    private static final String NO_FORM =
            "Try a larger model, one that keeps to a form (structured output; --model), or word"
                    + " the goal differently.";
    private static final String NO_END =
            "Give the model more room (a longer context in LM Studio), try a larger model, or ask for less at a time.";

    /** What a model is told, and what that is for somebody who does not read its code. */
    private static final List<Known> FAULTS = List.of(
            new Known("^nothing runs this", " has code that nothing would ever run"),
            new Known("^'(.+?)' calls an operating system", " calls DOS (%s), which is not there"),
            new Known("AT&T syntax", " is written for another assembler"),
            new Known(
                    "(?:symbol [`'](.+?)' (?:not defined|undefined)|unknown label '(.+?)'|label '(.+?)' is not defined)",
                    " calls or uses '%s', which is not there"),
            new Known("'(.+?)' is a template, which|^nothing is called '(.+?)'", " calls '%s', which cannot be called"),
            new Known("^the code runs on after", " has code without an end"),
            new Known(" push and .* pop: ", " leaves the stack in disorder"));

    /**
     * A fault that can be said in plain words.
     *
     * @param told what a model is told
     * @param words what that is for people; %s stands for the name in it
     */
    private record Known(Pattern told, String words) {
        Known(String told, String words) {
            this(Pattern.compile(told), words);
        }
    }

    /** @param repeated whether the model had given the same answer before */
    static UselessAnswer of(Reply reply, boolean repeated, Problem problem) {
        if (reply.cutShort()) {
            return new UselessAnswer(" did not come to its end", NO_END);
        }
        if (Json.object(reply.json()).isEmpty()) {
            return new UselessAnswer(" was not a JSON object", NO_FORM);
        }
        String first = problem.errors().get(0);
        boolean form = first.startsWith("/") || first.startsWith("the document: ");
        if (repeated) {
            String fault = form ? "" : inWords(first);
            boolean sentence = fault.startsWith(" ");
            return new UselessAnswer(" was the same as one before" + (sentence ? ": it" : "") + fault, LARGER);
        }
        return form
                ? new UselessAnswer(" did not have the form that was asked for", NO_FORM)
                : new UselessAnswer(inWords(first), LARGER);
    }

    private static String inWords(String told) {
        for (Known fault : FAULTS) {
            Matcher found = fault.told().matcher(told);
            if (found.find()) {
                return fault.words().replace("%s", name(found));
            }
        }
        // What follows is advice for the model.
        String fault = told.split("\\R|; |\\. |: (?=[a-z]+ it )", 2)[0].strip();
        return ": " + fault.substring(0, Math.min(MOST_CHARACTERS, fault.length()));
    }

    private static String name(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return "";
    }
}
