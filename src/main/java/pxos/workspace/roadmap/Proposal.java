package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.Printable;
import pxos.Problem;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * A milestone that somebody proposes: a section of the roadmap that counts for nothing until a person accepts it.
 *
 * @param title one line
 * @param goal the goal in one sentence, as a person would type it
 * @param feature the feature that it consists of
 * @param description one line: who proposes it, and why
 * @param needs ids of the milestones that it stands on
 * @param tests what has to hold then, at least one
 */
public record Proposal(
        String title, String goal, String feature, String description, List<String> needs, List<Scenario> tests) {

    private static final String CONSTRAINT =
            "It holds at the edges, too: nothing after the command, too much, and what is malformed.";

    public Proposal {
        needs = List.copyOf(needs);
        tests = List.copyOf(tests);
    }

    /**
     * The text of a roadmap with the proposal at its end, as the milestone of the next free number.
     *
     * @throws Problem where the roadmap could not be read back as it is meant, such as a test with a backtick
     */
    public String addedTo(String roadmap) {
        String id = nextId(RoadmapReader.read(roadmap));
        String text = roadmap.stripTrailing() + "\n\n" + section(id);
        Optional<Milestone> read = RoadmapReader.read(text).proposed().stream()
                .filter(milestone -> milestone.id().equals(id))
                .findFirst();
        boolean same = read.filter(
                        milestone -> milestone.scenarios(List.of(feature)).equals(tests))
                .filter(milestone -> milestone.goal().equals(line(goal)))
                .isPresent();
        if (!same) {
            throw Problem.input("the proposal cannot be written into the roadmap as it is", "");
        }
        return text;
    }

    private static String nextId(Roadmap roadmap) {
        int last = Stream.concat(roadmap.milestones().stream(), roadmap.proposed().stream())
                .mapToInt(milestone -> Integer.parseInt(milestone.id().substring(1)))
                .max()
                .orElse(-1);
        return "M" + (last + 1);
    }

    private String section(String id) {
        List<String> lines = new ArrayList<>(List.of(
                "## " + id + ": " + line(title),
                "",
                "- **Status:** proposed",
                "- **Goal:** " + line(goal),
                "- **Features:** `" + feature + "`",
                "- **Needs:** " + (needs.isEmpty() ? "none" : String.join(", ", needs)),
                "- **Templates:** none",
                "",
                "Proposed: " + line(description),
                "",
                "### Constraints",
                "",
                "- " + CONSTRAINT,
                "",
                "### Acceptance tests",
                "",
                "| Feature | Test | Disk | Keys | Expect |",
                "|---------|------|------|------|--------|"));
        tests.forEach(test -> lines.addAll(rows(test)));
        return String.join("\n", lines) + "\n";
    }

    private List<String> rows(Scenario test) {
        List<String> rows = new ArrayList<>();
        for (Step step : test.steps()) {
            boolean first = rows.isEmpty();
            rows.add("| " + (first ? "`" + feature + "`" : "") + " | " + (first ? cell(test.name()) : "") + " | "
                    + (first ? spans(test.disk()) : "") + " | " + spans(keys(step)) + " | " + spans(step.expect())
                    + " |");
        }
        return rows;
    }

    private static List<String> keys(Step step) {
        return step.keys().isEmpty() ? List.of() : List.of(step.keys());
    }

    private static String spans(List<String> texts) {
        return texts.stream().map(text -> "`" + cell(text) + "`").collect(Collectors.joining("; "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String line(String text) {
        return Printable.text(text.replaceAll("\\s+", " ").strip());
    }
}
