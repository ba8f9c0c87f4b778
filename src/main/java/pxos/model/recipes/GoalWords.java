package pxos.model.recipes;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words that say nothing about what a goal is after, and how a goal is taken apart. */
final class GoalWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\p{ASCII}“”‘’«»–—…\\s]");
    private static final Pattern POLITE =
            Pattern.compile("^(?:(?:please|hi|hey|ok|okay) |(?:can|could|would|will) you (?:please )?"
                    + "|(?:i|we) (?:would like|d like|want|need|wish)(?: you)?(?: to(?: have| see| get)?)? "
                    + "|(?:let s|lets) (?:have )?)+|(?: (?:please|thanks|thank you|now|too))+$");
    private static final Pattern GIVE_ME =
            Pattern.compile("\\b(give|make|write|build|get|show|tell|let|allow) (?:me|us)\\b");
    private static final Pattern PLACE = Pattern.compile(
            "\\b(?:to|in|into|for|of|on|within) (?:the |my |our )?(?:pxos|os|operating system|kernel|shell)\\b");
    private static final Pattern OWNER = Pattern.compile("\\b(?:pxos|os) (?=\\S)");

    private static final Set<String> FILLERS = words("a an the this that these which who it its my our his her their"
            + " to for of in on with by from so when whenever and is are be been should shall will must can could may"
            + " able ability possible user users i we s new simple basic small nice little working proper feature features"
            + " functionality function capability support supporting supports handling");
    private static final Set<String> ADDING = words("add adds adding implement implements implementing implementation"
            + " create creates creating make makes making build builds building write develop introduce provide provides"
            + " include enable enables have has having give gives get put offer offers want wants need needs code program"
            + " allow allows let lets use uses using do does work works handle handles");
    private static final Set<String> CHANGING =
            words("change changes changing update updates updating set sets setting modify"
                    + " edit replace alter adjust rename switch turn customize customise");

    private GoalWords() {}

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    /** Lower-case words and odd symbols, with ASCII punctuation left out. */
    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The words of a goal without courtesies and without saying that pxOS is where it is wanted. */
    static String core(String text) {
        String core = String.join(" ", of(text));
        core = POLITE.matcher(core).replaceAll("");
        core = GIVE_ME.matcher(core).replaceAll("$1");
        core = PLACE.matcher(core).replaceAll(" ");
        return OWNER.matcher(core).replaceAll("").replaceAll("\\s+", " ").strip();
    }

    static boolean isFiller(String word) {
        return FILLERS.contains(word) || ADDING.contains(word);
    }

    static boolean isChange(String word) {
        return CHANGING.contains(word);
    }

    static boolean asksForChange(List<String> words) {
        return words.stream().anyMatch(GoalWords::isChange);
    }
}
