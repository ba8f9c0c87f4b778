package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.roadmap.Section.Line;

/**
 * Reads a table of acceptance tests.
 *
 * <pre>
 *   | Feature       | Test              | Keys         | Expect                               |
 *   |---------------|-------------------|--------------|--------------------------------------|
 *   | `line_editor` | letters are shown | `abc`        | `row "{prompt}abc"`; `no reset`      |
 *   |               |                   | `{Enter}`    | `row "{prompt}"`                     |  a further step
 * </pre>
 *
 * A table whose scenarios want files on their disk has a column {@code Disk} before {@code Keys}.
 */
final class TestTable {

    private static final Pattern RULE = Pattern.compile("\\|(\\s*:?-+:?\\s*\\|)+\\s*");
    private static final List<String> HEADER = List.of("Feature", "Test", "Keys", "Expect");
    private static final List<String> HEADER_WITH_DISK = List.of("Feature", "Test", "Disk", "Keys", "Expect");

    private final Section section;
    private final List<String> features;
    private final List<AcceptanceTest> tests = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Line first;
    private List<String> proved = List.of();
    private String name = "";
    private List<String> disk = List.of();
    private final List<Step> steps = new ArrayList<>();

    TestTable(Section section, List<String> features) {
        this.section = section;
        this.features = features;
    }

    List<AcceptanceTest> read() throws RoadmapException {
        List<Line> table = section.table;
        if (table.isEmpty()) {
            throw section.heading.fault("milestone " + section.id + " has no table of acceptance tests");
        }
        List<String> header = cells(table.get(0));
        boolean hasDisks = header.equals(HEADER_WITH_DISK);
        if (table.size() < 2
                || !hasDisks && !header.equals(HEADER)
                || !isRule(table.get(1))
                || cells(table.get(1)).size() != header.size()) {
            throw table.get(0)
                    .fault("the table starts with '| Feature | Test | Keys | Expect |', or with Disk before"
                            + " Keys, and a line of dashes");
        }
        for (Line line : table.subList(2, table.size())) {
            addRow(line, header.size(), hasDisks);
        }
        finish();
        return tests;
    }

    private static boolean isRule(Line line) {
        return RULE.matcher(line.text()).matches();
    }

    private void addRow(Line line, int columns, boolean hasDisks) throws RoadmapException {
        List<String> cells = cells(line);
        if (cells.size() != columns) {
            throw line.fault("a row has " + columns + " cells, as the table's head, and ends with '|'");
        }
        boolean continues = cells.get(1).isEmpty();
        if (continues && first == null) {
            throw line.fault("the first row of the table has no test name");
        }
        if (!continues) {
            finish();
            start(line, featureNames(line, cells.get(0)), cells.get(1));
            disk = hasDisks ? quotedItems(line, cells.get(2)) : List.of();
        } else if (!cells.get(0).isEmpty() || hasDisks && !cells.get(2).isEmpty()) {
            throw line.fault("a row that continues a test leaves 'Feature' and 'Test' empty, and 'Disk'");
        }
        int keys = columns - 2;
        try {
            steps.add(new Step(unquoted(line, cells.get(keys)), quotedItems(line, cells.get(keys + 1))));
        } catch (Problem e) {
            throw line.fault(e.getMessage());
        }
    }

    private void start(Line line, List<String> proved, String name) throws RoadmapException {
        if (!features.isEmpty() && Collections.disjoint(proved, features)) {
            throw line.fault(proved + " names none of the features of " + section.id + ": " + features);
        }
        if (!names.add(name)) {
            throw line.fault("two tests of " + section.id + " are called '" + name + "'");
        }
        this.first = line;
        this.proved = proved;
        this.name = name;
    }

    private static List<String> featureNames(Line line, String cell) throws RoadmapException {
        List<String> names = new ArrayList<>();
        for (String part : cell.split(",", -1)) {
            String name = unquoted(line, part.strip());
            if (!Section.isName(name)) {
                throw line.fault("a test names the features that it proves: `name`, or `name`, `name`");
            }
            names.add(name);
        }
        return names;
    }

    private void finish() throws RoadmapException {
        if (first == null) {
            return;
        }
        if (steps.stream().allMatch(step -> step.expect().isEmpty())) {
            throw first.fault("test '" + name + "' expects nothing");
        }
        try {
            tests.add(new AcceptanceTest(proved, new Scenario(name, disk, steps), first.number()));
        } catch (Problem e) {
            throw first.fault(e.getMessage());
        }
        steps.clear();
    }

    /** The cells of a row, stripped; {@code \|} is a pipe. */
    private static List<String> cells(Line line) throws RoadmapException {
        List<String> cells = new ArrayList<>();
        String text = line.text().strip();
        int start = 1;
        for (int pipe = text.indexOf('|', 1); pipe >= 0; pipe = text.indexOf('|', pipe + 1)) {
            if (text.charAt(pipe - 1) != '\\') {
                cells.add(text.substring(start, pipe).replace("\\|", "|").strip());
                start = pipe + 1;
            }
        }
        if (start < text.length()) {
            throw line.fault("a row ends with '|'");
        }
        return cells;
    }

    /** The content of a cell that is one code span, or nothing. Blanks inside the backticks count. */
    private static String unquoted(Line line, String cell) throws RoadmapException {
        if (cell.isEmpty()) {
            return "";
        }
        if (cell.length() < 2
                || !cell.startsWith("`")
                || !cell.endsWith("`")
                || cell.indexOf('`', 1) < cell.length() - 1) {
            throw line.fault("features and keys stand in backticks, one pair a cell: " + cell);
        }
        return cell.substring(1, cell.length() - 1);
    }

    /** Expectations or items of a disk, in backticks, separated by {@code ;}, in one span or in several. */
    private static List<String> quotedItems(Line line, String cell) throws RoadmapException {
        List<String> items = new ArrayList<>();
        int at = 0;
        while (at < cell.length()) {
            char c = cell.charAt(at);
            int end = cell.indexOf('`', at + 1);
            if (c == ';' || c == ' ') {
                at++;
            } else if (c != '`' || end < 0) {
                throw line.fault("a disk's items and expectations stand in backticks, separated by ';': " + cell);
            } else {
                items.addAll(split(line, cell.substring(at + 1, end)));
                at = end + 1;
            }
        }
        return items;
    }

    private static List<String> split(Line line, String span) throws RoadmapException {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < span.length(); i++) {
            char c = span.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                parts.add(span.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(span.substring(start).strip());
        if (quoted) {
            throw line.fault("a text has no closing quotation mark: " + span);
        }
        if (parts.contains("")) {
            throw line.fault("an expectation is empty: " + span);
        }
        return parts;
    }
}
