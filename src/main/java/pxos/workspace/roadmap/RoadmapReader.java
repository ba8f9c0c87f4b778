package pxos.workspace.roadmap;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.workspace.roadmap.Milestone.Completion;
import pxos.workspace.roadmap.Milestone.Status;
import pxos.workspace.roadmap.MilestoneText.Line;

/** Reads {@code milestones/PXOS_ROADMAP.md}; a malformed roadmap is refused with its line. */
public final class RoadmapReader {

    static final String STATUS = "Status";
    static final String COMPLETED = "Completed";
    static final String EVIDENCE = "Evidence";
    private static final Set<String> FIELDS =
            Set.of(STATUS, COMPLETED, EVIDENCE, "Goal", "Features", "Needs", "Templates");
    /** A field of older roadmaps, which means nothing any more. */
    private static final String BUDGET = "Budget";

    private static final Pattern WHEN = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}), (.*\\S)");

    private RoadmapReader() {}

    /**
     * @param text the whole file
     * @throws Problem with line number and text when it is malformed
     */
    public static Roadmap read(String text) {
        List<Milestone> milestones = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<MilestoneText> texts = milestoneTexts(text);
        for (MilestoneText each : texts) {
            each.heading.require(ids.add(each.id), "milestone " + each.id + " is there twice");
            milestones.add(milestone(each));
        }
        checkNeeds(texts, milestones);
        return new Roadmap(
                milestones.stream().filter(each -> !isProposed(each)).toList(),
                milestones.stream().filter(RoadmapReader::isProposed).toList());
    }

    private static boolean isProposed(Milestone milestone) {
        return milestone.status() == Status.PROPOSED;
    }

    static List<MilestoneText> milestoneTexts(String text) {
        List<MilestoneText> texts = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Line line = new Line(i + 1, lines.get(i));
            if (line.text().startsWith("## ")) {
                texts.add(new MilestoneText(line));
            } else if (!texts.isEmpty()) {
                texts.get(texts.size() - 1).add(line);
            }
        }
        if (texts.isEmpty()) {
            throw new Line(1, lines.isEmpty() ? "" : lines.get(0))
                    .fault("the roadmap has no milestone, a heading such as '## M0: Stable boot'");
        }
        return texts;
    }

    private static Milestone milestone(MilestoneText text) {
        text.fields.forEach((name, field) -> field.line()
                .require(
                        FIELDS.contains(name) || name.equals(BUDGET),
                        "'" + name + "' is not a field of a milestone: "
                                + FIELDS.stream().sorted().toList()));
        text.checkParts();
        Status status = Status.of(text.required(STATUS))
                .orElseThrow(() ->
                        text.line(STATUS).fault("a status is 'complete', 'in progress', 'to come' or 'proposed'"));
        List<String> features = text.names("Features");
        return new Milestone(
                text.id,
                text.title,
                status,
                completion(text, status),
                String.join("\n", text.description).strip(),
                text.required("Goal"),
                text.names("Templates"),
                features,
                text.names("Needs"),
                text.constraints,
                new TestTable(text, features).read());
    }

    private static Optional<Completion> completion(MilestoneText text, Status status) {
        if (status != Status.COMPLETE) {
            for (String name : List.of(COMPLETED, EVIDENCE)) {
                text.line(name)
                        .require(!text.fields.containsKey(name), "only a complete milestone says '" + name + "'");
            }
            return Optional.empty();
        }
        Matcher when = WHEN.matcher(text.required(COMPLETED));
        text.line(COMPLETED)
                .require(when.matches(), "'Completed' is a date and a run, such as '2026-11-23, run_1794000000'");
        try {
            return Optional.of(new Completion(LocalDate.parse(when.group(1)), when.group(2), text.required(EVIDENCE)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw text.line(COMPLETED).fault(e.getMessage());
        }
    }

    private static void checkNeeds(List<MilestoneText> texts, List<Milestone> milestones) {
        Map<String, List<String>> needs = new HashMap<>();
        Map<String, Milestone> byId = new HashMap<>();
        milestones.forEach(milestone -> {
            needs.put(milestone.id(), milestone.needs());
            byId.put(milestone.id(), milestone);
        });
        for (MilestoneText text : texts) {
            Line line = text.line("Needs");
            for (String need : needs.get(text.id)) {
                line.require(
                        needs.containsKey(need), "milestone " + text.id + " needs " + need + ", which is not there");
                line.require(
                        !isProposed(byId.get(need)) || isProposed(byId.get(text.id)),
                        "milestone " + text.id + " needs " + need + ", which is only proposed");
            }
            line.require(
                    !reaches(text.id, text.id, needs, new HashSet<>()),
                    "milestone " + text.id + " needs itself, directly or through others");
        }
    }

    private static boolean reaches(String from, String target, Map<String, List<String>> needs, Set<String> seen) {
        return needs.getOrDefault(from, List.of()).stream()
                .anyMatch(need -> need.equals(target) || seen.add(need) && reaches(need, target, needs, seen));
    }
}
