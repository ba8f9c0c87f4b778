package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        if (!matcher.matches()) {
            throw heading.fault("a milestone's heading has the form '## M2: Title'");
        }
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
            addToTable(line);
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
        } else if (fields.putIfAbsent(
                        field.group(1), new Field(line, field.group(2).strip()))
                != null) {
            throw line.fault("milestone " + id + " says '" + field.group(1) + "' twice");
        }
    }

    private void addConstraint(Line line) {
        if (line.text().startsWith("- ")) {
            constraints.add(line.text().substring(2).strip());
        } else if (line.text().startsWith("  ") && !constraints.isEmpty()) {
            int last = constraints.size() - 1;
            constraints.set(last, constraints.get(last) + " " + line.text().strip());
        } else {
            throw line.fault("a constraint is a list item that starts with '- '");
        }
    }

    private void addToTable(Line line) {
        if (!line.text().startsWith("|")) {
            throw line.fault("the acceptance tests are one table whose rows start with '|'");
        }
        table.add(line);
    }

    /** The value of a field that must be there. */
    String required(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw heading.fault("milestone " + id + " has no line '- **" + name + ":** ...'");
        }
        if (field.value().isEmpty()) {
            throw field.line().fault("'" + name + "' of milestone " + id + " is empty");
        }
        return field.value();
    }

    /** The names in a field: code spans, or words separated by commas; none for {@code none}. */
    List<String> names(String name) {
        String value = required(name).replace("`", "");
        List<String> names = new ArrayList<>();
        for (String each : value.equals("none") ? new String[0] : value.split(",", -1)) {
            if (!isName(each.strip())) {
                throw line(name).fault("'" + name + "' lists names separated by commas, or says 'none'");
            }
            names.add(each.strip());
        }
        return names;
    }

    /** Line of a field; the heading where there is none. */
    Line line(String name) {
        return fields.containsKey(name) ? fields.get(name).line() : heading;
    }

    void checkParts() {
        if (String.join("", description).isBlank()) {
            throw heading.fault("milestone " + id + " has no description");
        }
        if (constraints.isEmpty()) {
            throw heading.fault("milestone " + id + " has no part '### Constraints' with at least one item");
        }
        if (!hasTests) {
            throw heading.fault("milestone " + id + " has no part '### Acceptance tests'");
        }
    }
}
