package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of one milestone, sorted by what they are; each keeps its line number.
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
final class Section {

    private static final String FIELD_START = "- **";
    private static final String FIELD_END = ":**";
    private static final Pattern HEADING = Pattern.compile("##\\s+(M\\d+):\\s+(.*\\S)\\s*");

    /** A line of the roadmap, counted from 1. */
    record Line(int number, String text) {

        RoadmapException fault(String problem) {
            return new RoadmapException(number, text, problem);
        }
    }

    private enum Part {
        HEAD,
        CONSTRAINTS,
        TESTS
    }

    final Line heading;
    final String id;
    final String title;
    final Map<String, Line> fields = new LinkedHashMap<>();
    final List<String> description = new ArrayList<>();
    final List<String> constraints = new ArrayList<>();
    final List<Line> table = new ArrayList<>();
    private Part part = Part.HEAD;
    private boolean hasTests;

    Section(Line heading) throws RoadmapException {
        Matcher matcher = HEADING.matcher(heading.text());
        if (!matcher.matches()) {
            throw heading.fault("a milestone's heading has the form '## M2: Title'");
        }
        this.heading = heading;
        this.id = matcher.group(1);
        this.title = matcher.group(2);
    }

    void add(Line line) throws RoadmapException {
        if (line.text().startsWith("### ")) {
            part = partNamed(line);
        } else if (part == Part.HEAD) {
            addToHead(line);
        } else if (!line.text().isBlank()) {
            addToPart(line);
        }
    }

    private Part partNamed(Line line) throws RoadmapException {
        switch (line.text().substring(4).strip()) {
            case "Constraints":
                return Part.CONSTRAINTS;
            case "Acceptance tests":
                hasTests = true;
                return Part.TESTS;
            default:
                throw line.fault("a milestone has the parts '### Constraints' and '### Acceptance tests'");
        }
    }

    private void addToHead(Line line) throws RoadmapException {
        String field = fieldName(line.text());
        if (field.isEmpty()) {
            description.add(line.text().strip());
        } else if (fields.putIfAbsent(field, line) != null) {
            throw line.fault("milestone " + id + " says '" + field + "' twice");
        }
    }

    /** {@code Status} of {@code - **Status:** complete}; empty where the line is no field. Read by hand, as names are. */
    private static String fieldName(String text) {
        int end = text.startsWith(FIELD_START) ? text.indexOf(FIELD_END) : -1;
        if (end <= FIELD_START.length() + 1) {
            return "";
        }
        for (int i = FIELD_START.length(); i < end; i++) {
            char c = text.charAt(i);
            boolean right = i == FIELD_START.length() ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
            if (!right) {
                return "";
            }
        }
        return text.substring(FIELD_START.length(), end);
    }

    private void addToPart(Line line) throws RoadmapException {
        boolean isConstraint = part == Part.CONSTRAINTS;
        if (isConstraint && line.text().startsWith("- ")) {
            constraints.add(line.text().substring(2).strip());
        } else if (isConstraint && line.text().startsWith("  ") && !constraints.isEmpty()) {
            constraints.add(constraints.remove(constraints.size() - 1) + " "
                    + line.text().strip());
        } else if (!isConstraint && line.text().startsWith("|")) {
            table.add(line);
        } else {
            throw line.fault(
                    isConstraint
                            ? "a constraint is a list item that starts with '- '"
                            : "the acceptance tests are one table whose rows start with '|'");
        }
    }

    /** The value of a field that must be there. */
    String required(String name) throws RoadmapException {
        Line line = fields.get(name);
        if (line == null) {
            throw heading.fault("milestone " + id + " has no line '- **" + name + ":** ...'");
        }
        String value = value(line);
        if (value.isEmpty()) {
            throw line.fault("'" + name + "' of milestone " + id + " is empty");
        }
        return value;
    }

    /** The names in a field: code spans, or words separated by commas; none for {@code none}. */
    List<String> names(String name) throws RoadmapException {
        String value = required(name).replace("`", "");
        List<String> names = new ArrayList<>();
        for (String part : value.equals("none") ? new String[0] : value.split(",", -1)) {
            if (!isName(part.strip())) {
                throw fields.get(name).fault("'" + name + "' lists names separated by commas, or says 'none'");
            }
            names.add(part.strip());
        }
        return names;
    }

    /** Letters, digits and underscores; read by hand because a roadmap holds hundreds of names. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c != '_' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    Line line(String name) {
        return fields.getOrDefault(name, heading);
    }

    void checkParts() throws RoadmapException {
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

    private static String value(Line line) {
        return line.text()
                .substring(line.text().indexOf(FIELD_END) + FIELD_END.length())
                .strip();
    }
}
