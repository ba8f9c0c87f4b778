package pxos.model.recipes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final Set<String> ARTICLES = words("a an the");
    private static final Set<String> FILLERS = words("this that these which who it its my our his her their"
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

    private static final Set<String> BUILDING =
            words("add adds adding implement create creates creating make build write"
                    + " develop introduce include enable code program");
    private static final Set<String> OF_A_FEATURE =
            words("new simple basic small nice little working proper feature features"
                    + " function functionality capability support");
    private static final Set<String> TAKING_AWAY =
            words("delete remove erase drop disable hide stop no not never undo kill" + " prevent forbid without");

    /** One file is printed, and files are listed. */
    private static final Set<String> AS_THEY_ARE = Set.of("files");

    /** What stands for each of several words that are used alike, by their stems. */
    private static final Map<String, String> ALIKE = alike(
            "display show print tell output",
            "computer machine pc system",
            "console screen terminal",
            "all every",
            "available existing registered",
            "color colour coloured colored");

    private GoalWords() {}

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    private static Map<String, String> alike(String... lists) {
        Map<String, String> first = new HashMap<>();
        for (String list : lists) {
            List<String> stems = Stream.of(list.split(" ")).map(GoalWords::stem).toList();
            stems.forEach(stem -> first.put(stem, stems.get(0)));
        }
        return Map.copyOf(first);
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
        return FILLERS.contains(word) || ADDING.contains(word) || isArticle(word);
    }

    static boolean isArticle(String word) {
        return ARTICLES.contains(word);
    }

    /** Whether it is said of something that is to be made. */
    static boolean isBuilding(String word) {
        return BUILDING.contains(word);
    }

    /** Whether it may stand beside the name of what is to be made, and says nothing else. */
    static boolean isPartOfAdding(String word) {
        return isBuilding(word) || isArticle(word) || OF_A_FEATURE.contains(word);
    }

    /** @param form as from {@link #form} */
    static boolean takesAway(String form) {
        return TAKING_AWAY.stream().map(GoalWords::form).anyMatch(form::equals);
    }

    /** What stands for a word, its other forms and the words that are used like it. */
    static String form(String word) {
        String stem = stem(word);
        return ALIKE.getOrDefault(stem, stem);
    }

    /** The word without its ending; for comparing alone, since not every stem is one: {@code times} and {@code time} give tim. */
    static String stem(String word) {
        String stem = word;
        if (AS_THEY_ARE.contains(word)) {
            return word;
        }
        if (word.length() > 4 && word.endsWith("ies")) {
            stem = word.substring(0, word.length() - 3) + "y";
        } else if (word.length() > 5 && word.endsWith("ing")) {
            stem = word.substring(0, word.length() - 3);
        } else if (word.length() > 4 && word.endsWith("ed")) {
            stem = word.substring(0, word.length() - 2);
        } else if (word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")) {
            stem = word.substring(0, word.length() - 1);
        }
        stem = stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
        int last = stem.length() - 1;
        return stem.length() > 3 && stem.charAt(last) == stem.charAt(last - 1) ? stem.substring(0, last) : stem;
    }

    static boolean isChange(String word) {
        return CHANGING.contains(word);
    }

    static boolean asksForChange(List<String> words) {
        return words.stream().anyMatch(GoalWords::isChange);
    }
}
