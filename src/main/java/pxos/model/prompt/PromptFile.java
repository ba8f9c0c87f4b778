package pxos.model.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt as data: sections of text with {@code {{variables}}}.
 *
 * <pre>
 *   --- system priority=1
 *   text …
 *   --- goal priority=1 floor=60 when=goal
 *   The goal: {{goal}}
 * </pre>
 *
 * Before {@code when}, {@code whole} or {@code list} may say what becomes of a section where there is no room. It is left out
 * where the variable after {@code when=} is empty ({@code when=!name}: where it is not).
 *
 * @param sections in file order
 */
record PromptFile(List<Section> sections) {

    static final int LAST_PRIORITY = 9;

    private static final Pattern HEADER =
            Pattern.compile("--- ([a-z_]+) priority=([1-9])(?: floor=(\\d+))?(?: (whole|list))?(?: when=(!?[a-z_]+))?");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z_]+)}}");

    /**
     * A part of a prompt.
     *
     * @param name as in the file
     * @param priority 1 (served first) to 9
     * @param floorTokens what it keeps, however little room there is; 0 for a section that may go
     * @param form what becomes of it where there is no room
     * @param when the variable that decides whether it is wanted, with {@code !} in front for its opposite; or empty
     * @param text ends with a line feed; empty where there is nothing to say
     */
    record Section(String name, int priority, int floorTokens, Form form, String when, String text) {

        /** What becomes of a section where there is no room for all of it. */
        enum Form {
            /** It is cut at the end of a line. */
            TEXT,
            /** It is left out. */
            WHOLE,
            /** Its first lines stay, and of the others the names that they begin with. */
            LIST
        }

        private Section with(String filled) {
            return new Section(name, priority, floorTokens, form, when, filled);
        }
    }

    PromptFile {
        sections = List.copyOf(sections);
    }

    /** @param name of a file in {@code prompts/} on the class path */
    static PromptFile named(String name) {
        try (InputStream stream = PromptFile.class.getResourceAsStream("/prompts/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no prompt file prompts/" + name);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PromptFile parse(String text) {
        List<Section> sections = new ArrayList<>();
        for (String block : text.split("(?m)^(?=--- )")) {
            String line = block.lines().findFirst().orElse("");
            Matcher header = HEADER.matcher(line.stripTrailing());
            if (!header.matches()) {
                throw new IllegalArgumentException("not a section header: " + line);
            }
            sections.add(new Section(
                    header.group(1),
                    Integer.parseInt(header.group(2)),
                    header.group(3) == null ? 0 : Integer.parseInt(header.group(3)),
                    header.group(4) == null
                            ? Section.Form.TEXT
                            : Section.Form.valueOf(header.group(4).toUpperCase(Locale.ROOT)),
                    header.group(5) == null ? "" : header.group(5),
                    block.substring(line.length()).strip() + "\n"));
        }
        return new PromptFile(sections);
    }

    /**
     * The sections with their variables filled in.
     *
     * @throws IllegalArgumentException for a variable that has no value
     */
    List<Section> render(Map<String, String> values) {
        return sections.stream()
                .map(section -> section.with(isWanted(section, values) ? filled(section, values) : ""))
                .toList();
    }

    /**
     * One section's text with its variables filled in.
     *
     * @throws IllegalArgumentException for a variable that has no value, and for a section that there is not
     */
    String section(String name, Map<String, String> values) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .map(section -> filled(section, values))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section " + name));
    }

    private static String filled(Section section, Map<String, String> values) {
        return VARIABLE.matcher(section.text())
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), values, section)));
    }

    private static boolean isWanted(Section section, Map<String, String> values) {
        boolean negated = section.when().startsWith("!");
        String condition = section.when().substring(negated ? 1 : 0);
        return condition.isEmpty() || value(condition, values, section).isEmpty() == negated;
    }

    private static String value(String variable, Map<String, String> values, Section section) {
        String value = values.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("undefined variable {{" + variable + "}} in section " + section.name());
        }
        return value;
    }
}
