package pxos.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** In which order templates are offered: what the goal speaks of first, then what features use most. */
final class TemplateOrder {

    /** By use; names that are not here come last, by name. */
    private static final List<String> BY_USE = List.of(
            ("parse_number print_number print_hex print_time read_file random set_line type_text clear_screen print_string"
                            + " command if_argument print_error if_key if_scan_code wait_ticks print_char print_label jump"
                            + " print_argument wait_for_key return return_taken return_pass newline backspace")
                    .split(" "));

    private static final int SHORTEST_WORD = 3;

    /** Words that goals and summaries share and that say nothing. */
    private static final Set<String> EMPTY = Set.of(
            "the and for with that this its are was has have all any one not but from into what when then while behind"
                    .split(" "));

    private final Set<String> words = new HashSet<>();
    private final String feature;
    private final List<String> recommended;

    /**
     * @param feature the feature's own name; may be empty
     * @param recommended names of templates that the feature's milestone recommends
     */
    TemplateOrder(String goal, String feature, List<String> recommended) {
        this.feature = feature;
        this.recommended = recommended;
        for (String word : goal.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            if (!EMPTY.contains(word)) {
                words.add(stem(word));
            }
        }
    }

    /** Where a template stands: the smaller, the further to the front. */
    int of(String name, String summary) {
        int place = BY_USE.indexOf(name);
        int usual = place < 0 ? BY_USE.size() : place;
        if (name.equals(feature) || recommended.contains(name)) {
            return usual - 10_000;
        }
        return usual - 200 * matches(name.split("_")) - 20 * matches(summary.split("[^A-Za-z0-9]+"));
    }

    private int matches(String[] texts) {
        int matches = 0;
        for (String text : texts) {
            String word = text.toLowerCase(Locale.ROOT);
            matches += word.length() >= SHORTEST_WORD && words.contains(stem(word)) ? 1 : 0;
        }
        return matches;
    }

    private static String stem(String word) {
        return word.length() > SHORTEST_WORD && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
