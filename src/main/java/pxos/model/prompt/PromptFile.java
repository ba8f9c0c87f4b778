package pxos.model.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt as data: sections of text with {@code {{variables}}}.
 *
 * <pre>
 *   version: 1
 *   --- system priority=1
 *   text …
 *   --- goal priority=1 floor=60 when=goal
 *   The goal: {{goal}}
 * </pre>
 *
 * A section is left out where the variable after {@code when=} is empty ({@code when=!name}: where it is not).
 *
 * @param version of the prompt's wording
 * @param sections in file order
 */
record PromptFile(int version, List<Part> sections) {

    private static final Pattern HEADER =
            Pattern.compile("--- ([a-z_]+) priority=([1-9])(?: floor=(\\d+))?( whole)?(?: when=(!?[a-z_]+))?");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z_]+)}}");

    /** A section before it is rendered. */
    record Part(String name, int priority, int floorTokens, boolean whole, String when, String text) {}

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
        List<Part> parts = new ArrayList<>();
        String[] blocks = text.split("(?m)^(?=--- )");
        Matcher version = Pattern.compile("version: (\\d+)").matcher(blocks[0].strip());
        if (!version.matches()) {
            throw new IllegalArgumentException("a prompt file begins with 'version: <number>'");
        }
        for (int index = 1; index < blocks.length; index++) {
            int lineEnd = blocks[index].indexOf('\n');
            String line = lineEnd < 0 ? blocks[index] : blocks[index].substring(0, lineEnd);
            Matcher header = HEADER.matcher(line.stripTrailing());
            if (!header.matches()) {
                throw new IllegalArgumentException("not a section header: " + line);
            }
            int floor = header.group(3) == null ? 0 : Integer.parseInt(header.group(3));
            boolean whole = header.group(4) != null;
            String when = header.group(5) == null ? "" : header.group(5);
            String body = blocks[index].substring(line.length()).strip() + "\n";
            parts.add(new Part(header.group(1), Integer.parseInt(header.group(2)), floor, whole, when, body));
        }
        return new PromptFile(Integer.parseInt(version.group(1)), parts);
    }

    /**
     * The sections with their variables filled in.
     *
     * @throws IllegalArgumentException for a variable that has no value, and for a value that no section uses
     */
    List<Section> render(Map<String, String> values) {
        Set<String> unused = new LinkedHashSet<>(values.keySet());
        List<Section> rendered = new ArrayList<>();
        for (Part part : sections) {
            String text = fill(part, values, unused);
            boolean negated = part.when().startsWith("!");
            String condition = part.when().substring(negated ? 1 : 0);
            boolean wanted =
                    condition.isEmpty() || valueOf(condition, values, part).isEmpty() == negated;
            unused.remove(condition);
            rendered.add(
                    new Section(part.name(), part.priority(), part.floorTokens(), part.whole(), wanted ? text : ""));
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("variables that no section of the prompt uses: " + unused);
        }
        return rendered;
    }

    private static String fill(Part part, Map<String, String> values, Set<String> unused) {
        return VARIABLE.matcher(part.text()).replaceAll(match -> {
            unused.remove(match.group(1));
            return Matcher.quoteReplacement(valueOf(match.group(1), values, part));
        });
    }

    private static String valueOf(String variable, Map<String, String> values, Part part) {
        String value = values.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("undefined variable {{" + variable + "}} in section " + part.name());
        }
        return value;
    }
}
