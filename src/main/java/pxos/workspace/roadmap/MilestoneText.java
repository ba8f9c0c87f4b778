package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Problem;

/**
 * The lines of one milestone, sorted by kind; each keeps its line number.
 *
 * <pre>
 *   ## M2: Keyboard input with backspace
 *
 *   - **Status:** in progress             fields
 *   - **Goal:** Add ...
 *
 *   Paragraphs.                           description
 *
 *   ### Constraints
 *   - One sentence.                       constraints
 *
 *   ### Acceptance tests
 *   | Feature | Test | Keys | Expect |    table
 * </pre>
 */
final class MilestoneText {

    private static final Pattern HEADING = Pattern.compile("##\\s+(M\\d+):\\s+(.*\\S)\\s*");
    private static final Pattern FIELD = Pattern.compile("(?s)- \\*\\*([A-Z][a-z]+):\\*\\*(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    /** A line of the roadmap, counted from 1. */
    record Line(int number, String text) {
        void require(boolean right, String problem) {
            if (!right) {
                throw fault(problem);
            }
        }

        Problem fault(String problem) {
            return Problem.input(
                    "roadmap line " + number + ": " + problem + "\n    " + text.strip(),
                    "Put the roadmap right at that line.");
        }
    }

    /** A field such as {@code - **Status:** complete}. */
    record Field(Line line, String value) {}

    private enum Part {
        HEAD,
        CONSTRAINTS,
        TESTS
    }

    final Line heading;
    final String id;
    final String title;
    final Map<String, Field> fields = new LinkedHashMap<>();
    final List<String> description = new ArrayList<>();
    final List<String> constraints = new ArrayList<>();
    final List<Line> table = new ArrayList<>();
    private Part part = Part.HEAD;
    private boolean hasTests;

    MilestoneText(Line heading) {
        Matcher matcher = HEADING.matcher(heading.text());
        heading.require(matcher.matches(), "a milestone's heading has the form '## M2: Title'");
        this.heading = heading;
        this.id = matcher.group(1);
        this.title = matcher.group(2);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    void add(Line line) {
        if (line.text().startsWith("### ")) {
            part = partNamed(line);
            hasTests |= part == Part.TESTS;
        } else if (part == Part.HEAD) {
            addToHead(line);
        } else if (part == Part.CONSTRAINTS && !line.text().isBlank()) {
            addConstraint(line);
        } else if (!line.text().isBlank()) {
            line.require(line.text().startsWith("|"), "the acceptance tests are one table whose rows start with '|'");
            table.add(line);
        }
    }

    private static Part partNamed(Line line) {
        return switch (line.text().substring(4).strip()) {
            case "Constraints" -> Part.CONSTRAINTS;
            case "Acceptance tests" -> Part.TESTS;
            default -> throw line.fault("a milestone has the parts '### Constraints' and '### Acceptance tests'");
        };
    }

    private void addToHead(Line line) {
        Matcher field = FIELD.matcher(line.text());
        if (!field.matches()) {
            description.add(line.text().strip());
            return;
        }
        Field earlier = fields.putIfAbsent(
                field.group(1), new Field(line, field.group(2).strip()));
        line.require(earlier == null, "milestone " + id + " says '" + field.group(1) + "' twice");
    }

    private void addConstraint(Line line) {
        if (line.text().startsWith("- ")) {
            constraints.add(line.text().substring(2).strip());
            return;
        }
        line.require(
                line.text().startsWith("  ") && !constraints.isEmpty(),
                "a constraint is a list item that starts with '- '");
        int last = constraints.size() - 1;
        constraints.set(last, constraints.get(last) + " " + line.text().strip());
    }

    /** The value of a field that must be there. */
    String required(String name) {
        Field field = fields.get(name);
        heading.require(field != null, "milestone " + id + " has no line '- **" + name + ":** ...'");
        field.line().require(!field.value().isEmpty(), "'" + name + "' of milestone " + id + " is empty");
        return field.value();
    }

    /** The names in a field: code spans, or words separated by commas; none for {@code none}. */
    List<String> names(String name) {
        String value = required(name).replace("`", "");
        List<String> names = value.equals("none")
                ? List.of()
                : Stream.of(value.split(",", -1)).map(String::strip).toList();
        line(name)
                .require(
                        names.stream().allMatch(MilestoneText::isName),
                        "'" + name + "' lists names separated by commas, or says 'none'");
        return names;
    }

    /** Line of a field; the heading where there is none. */
    Line line(String name) {
        return fields.containsKey(name) ? fields.get(name).line() : heading;
    }

    void checkParts() {
        heading.require(!String.join("", description).isBlank(), "milestone " + id + " has no description");
        heading.require(
                !constraints.isEmpty(), "milestone " + id + " has no part '### Constraints' with at least one item");
        heading.require(hasTests, "milestone " + id + " has no part '### Acceptance tests'");
    }
}
