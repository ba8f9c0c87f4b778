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
import pxos.workspace.roadmap.Milestone.AcceptanceTest;
import pxos.workspace.roadmap.MilestoneText.Line;

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

    private final MilestoneText milestone;
    private final List<String> features;
    private final Set<String> names = new HashSet<>();
    private final List<Draft> drafts = new ArrayList<>();

    /** A test whose rows are being collected. */
    private record Draft(Line line, List<String> features, String name, List<String> disk, List<Step> steps) {

        AcceptanceTest test() {
            line.require(
                    steps.stream().anyMatch(step -> !step.expect().isEmpty()), "test '" + name + "' expects nothing");
            try {
                return new AcceptanceTest(features, new Scenario(name, disk, steps));
            } catch (Problem e) {
                throw line.fault(e.getMessage());
            }
        }
    }

    TestTable(MilestoneText milestone, List<String> features) {
        this.milestone = milestone;
        this.features = features;
    }

    List<AcceptanceTest> read() {
        List<Line> table = milestone.table;
        milestone.heading.require(!table.isEmpty(), "milestone " + milestone.id + " has no table of acceptance tests");
        List<String> header = cells(table.get(0));
        boolean hasDisks = header.equals(HEADER_WITH_DISK);
        table.get(0)
                .require(
                        table.size() >= 2
                                && (hasDisks || header.equals(HEADER))
                                && RULE.matcher(table.get(1).text()).matches()
                                && cells(table.get(1)).size() == header.size(),
                        "the table starts with '| Feature | Test | Keys | Expect |', or with Disk before Keys,"
                                + " and a line of dashes");
        for (Line line : table.subList(2, table.size())) {
            List<String> cells = cells(line);
            line.require(
                    cells.size() == header.size(),
                    "a row has " + header.size() + " cells, as the table's head, and ends with '|'");
            if (!hasDisks) {
                cells.add(2, "");
            }
            addRow(line, cells);
        }
        return drafts.stream().map(Draft::test).toList();
    }

    private void addRow(Line line, List<String> cells) {
        boolean continues = cells.get(1).isEmpty();
        line.require(!continues || !drafts.isEmpty(), "the first row of the table has no test name");
        line.require(
                !continues || cells.get(0).isEmpty() && cells.get(2).isEmpty(),
                "a row that continues a test leaves 'Feature' and 'Test' empty, and 'Disk'");
        if (!continues) {
            drafts.add(start(line, cells));
        }
        drafts.get(drafts.size() - 1)
                .steps()
                .add(step(line, unquoted(line, cells.get(3)), quotedItems(line, cells.get(4))));
    }

    private static Step step(Line line, String keys, List<String> expect) {
        try {
            return new Step(keys, expect);
        } catch (Problem e) {
            throw line.fault(e.getMessage());
        }
    }

    private Draft start(Line line, List<String> cells) {
        List<String> proved = new ArrayList<>();
        for (String part : cells.get(0).split(",", -1)) {
            String feature = unquoted(line, part.strip());
            line.require(
                    MilestoneText.isName(feature),
                    "a test names the features that it proves: `name`, or `name`, `name`");
            proved.add(feature);
        }
        line.require(
                features.isEmpty() || !Collections.disjoint(proved, features),
                proved + " names none of the features of " + milestone.id + ": " + features);
        line.require(names.add(cells.get(1)), "two tests of " + milestone.id + " are called '" + cells.get(1) + "'");
        return new Draft(line, proved, cells.get(1), quotedItems(line, cells.get(2)), new ArrayList<>());
    }

    /** The cells of a row, stripped; {@code \|} is a pipe. */
    private static List<String> cells(Line line) {
        String row = line.text().strip();
        List<String> cells = new ArrayList<>();
        int start = 1;
        for (int pipe = row.indexOf('|', start); pipe >= 0; pipe = row.indexOf('|', pipe + 1)) {
            if (row.charAt(pipe - 1) != '\\') {
                cells.add(row.substring(start, pipe).replace("\\|", "|").strip());
                start = pipe + 1;
            }
        }
        line.require(start == row.length(), "a row ends with '|'");
        return cells;
    }

    /** The content of a cell that is one code span, or nothing. Blanks inside the backticks count. */
    private static String unquoted(Line line, String cell) {
        boolean isSpan = cell.length() > 1 && cell.charAt(0) == '`' && cell.indexOf('`', 1) == cell.length() - 1;
        line.require(cell.isEmpty() || isSpan, "features and keys stand in backticks, one pair a cell: " + cell);
        return isSpan ? cell.substring(1, cell.length() - 1) : "";
    }

    /** Expectations or items of a disk, in backticks, separated by {@code ;}, in one span or in several. */
    private static List<String> quotedItems(Line line, String cell) {
        List<String> items = new ArrayList<>();
        for (int at = 0; at < cell.length(); at++) {
            if (cell.charAt(at) != ';' && cell.charAt(at) != ' ') {
                int close = cell.indexOf('`', at + 1);
                line.require(
                        cell.charAt(at) == '`' && close > 0,
                        "a disk's items and expectations stand in backticks, separated by ';': " + cell);
                items.addAll(split(line, cell.substring(at + 1, close)));
                at = close;
            }
        }
        return items;
    }

    /** The parts of a span between semicolons, other than those in a quoted text. */
    private static List<String> split(Line line, String span) {
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
        line.require(!quoted, "a text has no closing quotation mark: " + span);
        line.require(!parts.contains(""), "an expectation is empty: " + span);
        return parts;
    }
}
