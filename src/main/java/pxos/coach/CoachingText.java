package pxos.coach;

import java.util.ArrayList;
import java.util.List;
import pxos.coach.Coaching.Cost;
import pxos.coach.Coaching.Lesson;
import pxos.coach.Coaching.Proof;

/** A coaching for people to read. */
public final class CoachingText {

    private CoachingText() {}

    /** Lines without line breaks. */
    public static List<String> of(Coaching coaching) {
        List<String> lines = new ArrayList<>();
        lines.add((coaching.runId().isEmpty() ? "A run" : coaching.runId()) + ": " + coaching.goal());
        lines.add("  " + coaching.verdict());
        if (coaching.composition() != null) {
            lines.add("  made of    " + coaching.composition().inWords());
        }
        lines.add("  proof      " + proof(coaching.proof()));
        lines.add("  cost       " + cost(coaching.cost()));
        for (Lesson lesson : coaching.lessons()) {
            lines.add("");
            lines.add("* " + lesson.finding() + (lesson.where() == null ? "" : " (" + lesson.where() + ")"));
            if (lesson.quote() != null) {
                lines.add("  " + lesson.quote());
            }
            lines.add("  " + lesson.advice());
            if (lesson.promptLine() != null) {
                lines.add("  " + told(lesson) + " \"" + lesson.promptLine() + "\"");
            }
        }
        if (coaching.lessons().isEmpty()) {
            lines.add("");
            lines.add("There is nothing to add.");
        }
        return lines;
    }

    private static String told(Lesson lesson) {
        if (lesson.told() == null) {
            return "The prompt's line for this:";
        }
        return lesson.told() ? "It was told:" : "It was not told:";
    }

    private static String proof(Proof proof) {
        String strength = proof.strength().isEmpty() ? "" : "; " + proof.strength();
        if (proof.checks() == 0) {
            return "nothing was booted";
        }
        return Plural.count(proof.checks(), "check") + ", " + proof.telling() + " of " + proof.fresh()
                + " new ones fail without the change" + strength;
    }

    private static String cost(Cost cost) {
        String lost = cost.lost() == 0 ? "" : ", " + cost.lost() + " of them lost";
        String tokens = cost.tokens() == 0 ? "" : "; " + cost.tokens() + " tokens, " + cost.tokensLost() + " lost";
        return Plural.count(cost.attempts(), "attempt") + lost + tokens;
    }
}
