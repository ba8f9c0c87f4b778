package pxos.workspace.roadmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.workspace.roadmap.Milestone.Completion;
import pxos.workspace.roadmap.Milestone.Status;

/** Changes the status lines in the text of a roadmap and leaves every other byte as it is. */
public final class RoadmapEditor {

    private RoadmapEditor() {}

    /**
     * Marks a milestone complete, with date, run and evidence; "in progress" moves on to the next one in turn.
     * Marking a complete milestone again replaces its date, run and evidence.
     *
     * @return the new text
     * @throws pxos.Problem when {@code text} is malformed
     * @throws IllegalArgumentException when no milestone has the id
     */
    public static String markComplete(String text, String id, Completion completion) {
        return inTurn(edit(text, known(text, id), completed(completion)));
    }

    /**
     * Marks a milestone as not complete, without date, run and evidence; "in progress" stands at the next one in turn.
     *
     * @return the new text
     * @throws pxos.Problem when {@code text} is malformed
     * @throws IllegalArgumentException when no milestone has the id
     */
    public static String markOpen(String text, String id) {
        return inTurn(edit(text, known(text, id), List.of(field(RoadmapReader.STATUS, Status.TO_COME.words()))));
    }

    /**
     * The roadmap in which no milestone is complete that lacks one of its features.
     *
     * @param present features of the OS
     * @return the same text where there is none
     * @throws pxos.Problem when {@code text} is malformed
     */
    public static String reopened(String text, Collection<String> present) {
        return reopened(RoadmapReader.read(text), text, present);
    }

    /** The same for a text that was read as {@code roadmap} already. */
    public static String reopened(Roadmap roadmap, String text, Collection<String> present) {
        String marked = text;
        for (Milestone milestone : roadmap.milestones()) {
            if (milestone.isComplete() && !present.containsAll(milestone.features())) {
                marked = markOpen(marked, milestone.id());
            }
        }
        return marked;
    }

    /**
     * Makes a proposed milestone one that is to come.
     *
     * @return the new text
     * @throws pxos.Problem when {@code text} is malformed, or no milestone of that id is proposed
     */
    public static String accept(String text, String id) {
        return inTurn(edit(text, proposed(text, id), List.of(field(RoadmapReader.STATUS, Status.TO_COME.words()))));
    }

    /**
     * Takes a proposed milestone out.
     *
     * @return the new text
     * @throws pxos.Problem when {@code text} is malformed, or no milestone of that id is proposed
     */
    public static String drop(String text, String id) {
        String wanted = proposed(text, id);
        List<MilestoneText> all = RoadmapReader.milestoneTexts(text);
        List<String> lines = lines(text);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id.equals(wanted)) {
                int from = all.get(i).heading.number() - 1;
                int to = i + 1 < all.size() ? all.get(i + 1).heading.number() - 1 : lines.size();
                lines.subList(from, to).clear();
                return String.join("", lines).stripTrailing() + "\n";
            }
        }
        throw new IllegalStateException(id);
    }

    private static String proposed(String text, String id) {
        return RoadmapReader.read(text).proposed().stream()
                .map(Milestone::id)
                .filter(each -> each.equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> Problem.input(
                        "no milestone '" + id + "' is proposed", "pxos milestones --proposed lists them."));
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("(?<=\r\n)|(?<=\n)|(?<=\r)(?!\n)")));
    }

    private static String known(String text, String id) {
        return RoadmapReader.read(text)
                .milestone(id)
                .orElseThrow(() -> new IllegalArgumentException("the roadmap has no milestone " + id))
                .id();
    }

    /** The text with "in progress" at the next milestone in turn alone. */
    private static String inTurn(String text) {
        String marked = text;
        Roadmap roadmap = RoadmapReader.read(marked);
        Optional<Milestone> next = roadmap.next();
        for (Milestone other : roadmap.milestones()) {
            Status wanted = next.equals(Optional.of(other)) ? Status.IN_PROGRESS : Status.TO_COME;
            if (!other.isComplete() && other.status() != wanted) {
                marked = edit(marked, other.id(), List.of(field(RoadmapReader.STATUS, wanted.words())));
            }
        }
        return marked;
    }

    private static List<String> completed(Completion completion) {
        return List.of(
                field(RoadmapReader.STATUS, Status.COMPLETE.words()),
                field(
                        RoadmapReader.COMPLETED,
                        completion.date() + ", " + completion.run().strip()),
                field(RoadmapReader.EVIDENCE, completion.evidence().strip()));
    }

    private static String field(String name, String value) {
        return "- **" + name + ":** " + value;
    }

    /** The text with {@code fields} in place of the milestone's status, date, run and evidence. */
    private static String edit(String text, String id, List<String> fields) {
        MilestoneText milestone = RoadmapReader.milestoneTexts(text).stream()
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow();
        List<String> lines = lines(text);
        int status = milestone.line(RoadmapReader.STATUS).number() - 1;
        Stream.of(RoadmapReader.COMPLETED, RoadmapReader.EVIDENCE)
                .filter(milestone.fields::containsKey)
                .forEach(name -> lines.set(milestone.line(name).number() - 1, ""));
        String end = lines.get(status).replaceFirst("^[^\r\n]*", "");
        lines.set(status, String.join(end, fields) + end);
        return String.join("", lines);
    }
}
