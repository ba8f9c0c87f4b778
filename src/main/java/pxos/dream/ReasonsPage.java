package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pxos.Printable;

/** A session for people: what was tried, why, what came of it, and what it might have been instead. Markdown. */
final class ReasonsPage {

    private static final int MOST_IN_A_TABLE = 60;

    private ReasonsPage() {}

    static String of(DreamSession session) {
        List<String> lines = new ArrayList<>();
        lines.add("# What pxOS dreamt in " + session.id());
        lines.add("");
        lines.add(summary(session));
        lines.add("");
        if (!session.choices().isEmpty()) {
            table(session, lines);
        }
        session.choices().forEach(choice -> reasons(choice, lines));
        ideas(session, lines);
        variants(session, lines);
        session.resting()
                .forEach((kind, goals) -> lines.add("**" + kind.label() + "** rested, because these failed: "
                        + text(String.join("; ", goals)) + ".\n"));
        lines.add(
                "A score is value × (0.25 + 0.75 × novelty) / cost. Value is what the goal would be worth; novelty is 1 where"
                        + " the pixel network has nothing like it, and 0 where a run has all its words; cost grows with each failure of the"
                        + " goal, and with the tokens and seconds that its kind took so far. Nothing below "
                        + Score.PROMISING + " is begun.");
        lines.add("");
        return String.join("\n", lines);
    }

    private static String summary(DreamSession session) {
        String tokens = session.tokens() == 0 ? "" : ", " + session.tokens() + " tokens";
        String end = session.ended().isEmpty()
                ? "It is at work, or was killed."
                : "It ended: " + text(session.ended()) + ".";
        return "Begun " + session.started().replaceFirst("\\.\\d+Z$", "Z") + ", with " + text(session.authors()) + ". "
                + session.successes() + " of " + session.choices().size() + " goals came to something, in "
                + seconds(session.durationMs()) + tokens + ". " + end;
    }

    private static void table(DreamSession session, List<String> lines) {
        lines.add("| | kind | goal | score | what came of it |");
        lines.add("|-|------|------|------:|-----------------|");
        for (Choice choice : session.choices()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %.2f | %s |",
                    choice.number(),
                    choice.kind().label(),
                    text(choice.goal()),
                    choice.score().total(),
                    choice.isOver() ? inShort(choice.result()) : "interrupted"));
        }
        lines.add("");
    }

    /** The run of a success, the reason for anything else, as far as it fits into a table. */
    private static String inShort(Choice.Result result) {
        String[] verdict = result.verdict().split(" - ", 2);
        if (result.success()) {
            return verdict[0] + (result.runId().isEmpty() ? "" : ": `" + result.runId() + "`");
        }
        String why = verdict[verdict.length - 1];
        String cut = why.length() <= MOST_IN_A_TABLE ? why : why.substring(0, MOST_IN_A_TABLE) + "…";
        return text(verdict.length == 1 ? cut : verdict[0] + ": " + cut);
    }

    private static void reasons(Choice choice, List<String> lines) {
        lines.add("## " + choice.number() + ". " + text(choice.goal()));
        lines.add("");
        lines.add("Chosen because " + text(choice.reason()) + ". Score " + choice.score() + ", the best of "
                + choice.considered() + ".");
        lines.add("");
        if (choice.isOver()) {
            Choice.Result result = choice.result();
            String run = result.runId().isEmpty() ? "" : " (`" + result.runId() + "`)";
            lines.add(text(result.verdict()) + run + ", after " + seconds(result.durationMs()) + ".");
            if (!result.lesson().isEmpty()) {
                lines.add("");
                lines.add("What there is to learn: " + text(result.lesson()));
            }
        } else {
            lines.add("The session ended before anything came of it.");
        }
        lines.add("");
        if (!choice.next().isEmpty()) {
            lines.add("Next in line were:");
            lines.add("");
            choice.next().forEach(next -> lines.add("- " + text(next)));
            lines.add("");
        }
    }

    private static void ideas(DreamSession session, List<String> lines) {
        if (!session.ideas().isEmpty()) {
            lines.add("## Ideas");
            lines.add("");
            for (Idea idea : session.ideas()) {
                lines.add("- " + text(idea.goal()) + " (" + text(idea.model()) + ": " + text(idea.why()) + "): "
                        + text(idea.outcome()));
            }
            lines.add("");
        }
    }

    /** What a model wrote in several ways; of a single one there is nothing to say. */
    private static void variants(DreamSession session, List<String> lines) {
        Map<String, List<Variant>> several = session.variants().stream()
                .collect(Collectors.groupingBy(Variant::feature, TreeMap::new, Collectors.toList()));
        several.values().removeIf(versions -> versions.size() < 2);
        if (several.isEmpty()) {
            return;
        }
        lines.add("## Versions that are kept");
        lines.add("");
        lines.add(
                "No version of a feature in this list is beaten by another one in size and in what its tests notice.");
        lines.add("");
        several.forEach((feature, versions) -> {
            lines.add("- " + text(feature));
            versions.forEach(version -> lines.add("  - " + text(version.inWords())));
        });
        lines.add("");
    }

    private static String seconds(long milliseconds) {
        return String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0);
    }

    /** What a model may have written, on one line, and without a meaning in Markdown or HTML. */
    private static String text(String text) {
        return Printable.text(text.replaceAll("\\s+", " ").strip())
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*\\[\\]|#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))", "\\\\$1");
    }
}
