package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes the status lines in the text of a roadmap and leaves every other byte as it is. */
public final class RoadmapEditor {

    private RoadmapEditor() {}

    /**
     * Marks a milestone complete, with date, run and evidence; "in progress" moves on to the next one in turn.
     * Marking a complete milestone again replaces its date, run and evidence.
     *
     * @return the new text
     * @throws RoadmapException when {@code text} is malformed
     * @throws IllegalArgumentException when no milestone has the id
     */
    public static String markComplete(String text, String id, Completion completion) throws RoadmapException {
        Milestone milestone = RoadmapReader.read(text)
                .milestone(id)
                .orElseThrow(() -> new IllegalArgumentException("the roadmap has no milestone " + id));
        String marked = edit(text, milestone.id(), Status.COMPLETE, completion);
        Roadmap roadmap = RoadmapReader.read(marked);
        Optional<String> next = roadmap.next().map(Milestone::id);
        for (Milestone other : roadmap.milestones()) {
            Status wanted = next.equals(Optional.of(other.id())) ? Status.IN_PROGRESS : Status.TO_COME;
            if (!other.isComplete() && other.status() != wanted) {
                marked = edit(marked, other.id(), wanted, null);
            }
        }
        return marked;
    }

    private static String edit(String text, String id, Status status, Completion completion) throws RoadmapException {
        Map<String, Section.Line> fields = RoadmapReader.sections(text).stream()
                .filter(section -> section.id.equals(id))
                .findFirst()
                .orElseThrow()
                .fields;
        int statusLine = fields.get(RoadmapReader.STATUS).number();
        Set<Integer> dropped = List.of(RoadmapReader.COMPLETED, RoadmapReader.EVIDENCE).stream()
                .filter(fields::containsKey)
                .map(name -> fields.get(name).number())
                .collect(Collectors.toSet());
        StringBuilder edited = new StringBuilder(text.length() + 200);
        int number = 1;
        for (String line : linesWithEnds(text)) {
            if (number == statusLine) {
                statusLines(status, completion)
                        .forEach(field -> edited.append(field).append(endOf(line)));
            } else if (!dropped.contains(number)) {
                edited.append(line);
            }
            number++;
        }
        return edited.toString();
    }

    private static List<String> statusLines(Status status, Completion completion) {
        List<String> lines = new ArrayList<>();
        lines.add(field(RoadmapReader.STATUS, status.words()));
        if (completion != null) {
            lines.add(field(
                    RoadmapReader.COMPLETED,
                    completion.date() + ", " + completion.run().strip()));
            lines.add(field(RoadmapReader.EVIDENCE, completion.evidence().strip()));
        }
        return lines;
    }

    private static String field(String name, String value) {
        return "- **" + name + ":** " + value;
    }

    private static List<String> linesWithEnds(String text) {
        return List.of(text.split("(?<=\r\n)|(?<=\n)|(?<=\r)(?!\n)"));
    }

    private static String endOf(String line) {
        int end = line.length();
        while (end > 0 && "\r\n".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == line.length() ? "\n" : line.substring(end);
    }
}
