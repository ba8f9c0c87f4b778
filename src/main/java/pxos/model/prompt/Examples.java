package pxos.model.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.model.Request;

/** The further examples of a prompt, chosen by what its goal speaks of. */
public final class Examples {

    /** The commands that they add. */
    static final Set<String> COMMANDS = Set.of("twice", "spell", "dots", "first", "spin");

    /** What goals of each kind speak of; the first kind that is met has its example in the short prompt, the first two in the long one. */
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "example_file",
                    "\\b(files?|disk|director(y|ies)|sectors?|root|cat|lines? of|hexdump|grep|wc|head|tail)\\b"),
            new Kind(
                    "example_key",
                    "\\b(keys?|pressed|pressing|ctrl|alt|esc|escape|tab|arrow|typed|typing|f([1-9]|1[0-2]))\\b"
                            + "|\\b(auto ?complet\\w*|history|shortcut|hotkey|caps)\\b"),
            new Kind(
                    "example_loop",
                    "\\b(screensaver|animat\\w*|mov(es|ing)|clock|stopwatch|timer|bouncing|bounces?|until)\\b"),
            new Kind(
                    "example_number",
                    "\\b(numbers?|decimals?|hex(adecimal)?|binary|digits?|integers?|adds?|sums?|subtract\\w*"
                            + "|multipl\\w*|divid\\w*|factorial|prime|power|calc\\w*|convert\\w*|fizzbuzz|gcd|square|times"
                            + "|celsius|fahrenheit|average|random|dice|roll|guess\\w*|count\\w*|stars?|repeat\\w*)\\b"),
            new Kind(
                    "example_text",
                    "\\b(revers\\w*|upper|lower|rot13|caesar|text|words?|letters?|characters?|argument|vowels?"
                            + "|palindrome|spell|morse|length|echo)\\b"));

    /**
     * A kind of goals.
     *
     * @param example the section of the prompt with its example
     * @param spoken what goals of this kind speak of
     */
    private record Kind(String example, Pattern spoken) {
        Kind(String example, String spoken) {
            this(example, Pattern.compile(spoken));
        }
    }

    /** The long prompt has room for this many. */
    private static final int MOST_SHOWN = 2;

    /** Facts that only some goals need. */
    private static final Map<String, Pattern> FACTS = Map.of(
            "lists",
            Pattern.compile("\\b(commands|complet\\w*|alias\\w*|help|handlers?|lists?|history|which|unknown)\\b"),
            "line",
            Pattern.compile(
                    "\\b(history|complet\\w*|recall\\w*|(last|previous|earlier) (command|line)s?|up arrow|arrow|being typed"
                            + "|what (is|was|i) typed|typed so far|(clears?|erases?|replaces?|deletes?|inserts?|edit\\w*|changes?|undo\\w*)"
                            + " (\\w+ ){0,3}(line|input|word|typed))\\b"),
            "disk",
            Pattern.compile("\\b(disk|floppy|sectors?|director(y|ies)|root|fat|cluster\\w*|volume|free space)\\b"));

    private Examples() {}

    /** Whether an answer's command is that of an example, and not what the goal asks for: small models copy examples. */
    public static boolean isCopied(String command, String goal) {
        return COMMANDS.contains(command) && !goal.toLowerCase(Locale.ROOT).contains(command);
    }

    /** Says of each example and of each kind of fact whether it is wanted. */
    static void put(Map<String, String> values, String goal, boolean assembler) {
        String words = goal.substring(0, Math.min(goal.length(), Request.MAX_GOAL_CHARACTERS))
                .toLowerCase(Locale.ROOT);
        List<String> met = KINDS.stream()
                .filter(kind -> assembler && kind.spoken().matcher(words).find())
                .map(Kind::example)
                .limit(MOST_SHOWN)
                .toList();
        String chosen = met.isEmpty() ? "" : met.get(0);
        FACTS.forEach((fact, spoken) -> values.put(fact, spoken.matcher(words).find() ? "yes" : ""));
        values.put("example_kind", chosen);
        for (Kind kind : KINDS) {
            String example = kind.example();
            values.put(example, example.equals(chosen) ? "yes" : "");
            values.put(example.replace("example_", "shown_"), met.contains(example) ? "yes" : "");
        }
    }
}
