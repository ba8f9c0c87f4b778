package pxos.workspace.roadmap;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.workspace.roadmap.Section.Line;

/** Reads {@code milestones/PXOS_ROADMAP.md}; what does not have its form is refused with the line. */
public final class RoadmapReader {

    static final String STATUS = "Status";
    static final String COMPLETED = "Completed";
    static final String EVIDENCE = "Evidence";
    private static final Set<String> FIELDS =
            Set.of(STATUS, COMPLETED, EVIDENCE, "Goal", "Features", "Needs", "Budget", "Templates");
    private static final Pattern BUDGET =
            Pattern.compile("([0-9][0-9,]{0,8}) bytes in the ((boot sector|safe zone|extended zone).*)");
    private static final Pattern WHEN = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2}), (.*\\S)");

    private RoadmapReader() {}

    /**
     * @param text the whole file
     * @throws RoadmapException with line number and text when it is malformed
     */
    public static Roadmap read(String text) throws RoadmapException {
        List<Milestone> milestones = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Section> sections = sections(text);
        for (Section section : sections) {
            if (!ids.add(section.id)) {
                throw section.heading.fault("milestone " + section.id + " is there twice");
            }
            milestones.add(milestone(section));
        }
        checkNeeds(sections, milestones);
        return new Roadmap(milestones);
    }

    static List<Section> sections(String text) throws RoadmapException {
        List<Section> sections = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Line line = new Line(i + 1, lines.get(i));
            if (line.text().startsWith("## ")) {
                sections.add(new Section(line));
            } else if (!sections.isEmpty()) {
                sections.get(sections.size() - 1).add(line);
            }
        }
        if (sections.isEmpty()) {
            throw new RoadmapException(
                    1,
                    lines.isEmpty() ? "" : lines.get(0),
                    "the roadmap has no milestone, a heading such as '## M0: Stable boot'");
        }
        return sections;
    }

    private static Milestone milestone(Section section) throws RoadmapException {
        for (Map.Entry<String, Line> field : section.fields.entrySet()) {
            if (!FIELDS.contains(field.getKey())) {
                throw field.getValue()
                        .fault("'" + field.getKey() + "' is not a field of a milestone: "
                                + FIELDS.stream().sorted().toList());
            }
        }
        section.checkParts();
        Status status = Status.of(section.required(STATUS))
                .orElseThrow(() -> section.line(STATUS).fault("a status is 'complete', 'in progress' or 'to come'"));
        List<String> features = section.names("Features");
        return new Milestone(
                section.id,
                section.title,
                status,
                completion(section, status),
                String.join("\n", section.description).strip(),
                section.required("Goal"),
                budget(section),
                section.names("Templates"),
                features,
                section.names("Needs"),
                section.constraints,
                new TestTable(section, features).read(),
                section.heading.number());
    }

    private static Completion completion(Section section, Status status) throws RoadmapException {
        if (status != Status.COMPLETE) {
            for (String name : List.of(COMPLETED, EVIDENCE)) {
                if (section.fields.containsKey(name)) {
                    throw section.line(name).fault("only a complete milestone says '" + name + "'");
                }
            }
            return null;
        }
        Matcher when = WHEN.matcher(section.required(COMPLETED));
        if (!when.matches()) {
            throw section.line(COMPLETED)
                    .fault("'Completed' is a date and a run, such as '2026-11-23, run_1794000000'");
        }
        try {
            return new Completion(date(when), when.group(4), section.required(EVIDENCE));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw section.line(COMPLETED).fault(e.getMessage());
        }
    }

    /** By hand: a formatter for dates is a large part of the library to load for one date. */
    private static LocalDate date(Matcher when) {
        return LocalDate.of(
                Integer.parseInt(when.group(1)), Integer.parseInt(when.group(2)), Integer.parseInt(when.group(3)));
    }

    private static Budget budget(Section section) throws RoadmapException {
        Matcher matcher = BUDGET.matcher(section.required("Budget"));
        if (!matcher.matches()) {
            throw section.line("Budget").fault("a budget reads like '104 bytes in the safe zone'");
        }
        return new Budget(Integer.parseInt(matcher.group(1).replace(",", "")), matcher.group(2));
    }

    private static void checkNeeds(List<Section> sections, List<Milestone> milestones) throws RoadmapException {
        Map<String, List<String>> needs = new HashMap<>();
        milestones.forEach(milestone -> needs.put(milestone.id(), milestone.needs()));
        for (Section section : sections) {
            for (String need : needs.get(section.id)) {
                if (!needs.containsKey(need)) {
                    throw section.line("Needs")
                            .fault("milestone " + section.id + " needs " + need + ", which is not there");
                }
            }
            if (reaches(section.id, section.id, needs, new HashSet<>())) {
                throw section.line("Needs")
                        .fault("milestone " + section.id + " needs itself, directly or through others");
            }
        }
    }

    private static boolean reaches(String from, String target, Map<String, List<String>> needs, Set<String> seen) {
        for (String need : needs.getOrDefault(from, List.of())) {
            if (need.equals(target) || seen.add(need) && reaches(need, target, needs, seen)) {
                return true;
            }
        }
        return false;
    }
}
