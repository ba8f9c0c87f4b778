package pxos.proof.strength;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.proof.Verdict;
import pxos.proof.strength.Bench.Played;
import pxos.proof.strength.Bench.Tried;
import pxos.scenario.Scenario;

/** Makes a test of a session in which a mutant shows something else: as short as it can be, and it demands what people see. */
final class Witness {

    /** At the beginning of a test's name: no person wrote it, and it pins what the code does. */
    static final String GENERATED = "generated: ";

    private static final int MOST_ROWS = 24;

    private final Bench bench;
    private final Subject subject;
    private final Predicate<Scenario> lasts;

    /** @param lasts tells tests that will hold in other circumstances from others */
    Witness(Bench bench, Subject subject, Predicate<Scenario> lasts) {
        this.bench = bench;
        this.subject = subject;
        this.lasts = lasts;
    }

    /**
     * The test; empty where none could be made that passes on the code as it is and fails on the mutant.
     *
     * @param last the piece behind which the mutant differs
     */
    Optional<Scenario> of(Session session, int last, Mutant mutant) {
        Session shortest = minimised(session.until(last), mutant);
        Played played = bench.play(shortest, bench.disk(shortest.scenario("disk", List.of())));
        for (List<String> expect : expectations(played, mutant)) {
            Scenario test = shortest.scenario(name(shortest), expect);
            Trace trace = bench.trace(test);
            if (trace.isUsable()) {
                Tried tried = bench.run(mutant, List.of(trace), true);
                if (tried.verdict() == Verdict.FAIL && lasts.test(test)) {
                    return Optional.of(test);
                }
            }
        }
        return Optional.empty();
    }

    private static String name(Session session) {
        String keys = String.join("", session.keys());
        return GENERATED
                + (keys.length() > 60 ? keys.substring(0, 57) + "..." : keys)
                + (session.disk().isEmpty() ? "" : " with " + session.disk().size() + " on the disk");
    }

    private Session minimised(Session session, Mutant mutant) {
        Session best = session;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (Session candidate : best.shorter()) {
                Played played = bench.play(candidate, bench.disk(candidate.scenario("disk", List.of())));
                boolean ended = played.views().size() == candidate.keys().size();
                if (ended
                        && bench.firstDifference(played, mutant)
                                == candidate.keys().size() - 1) {
                    best = candidate;
                    shorter = true;
                    break;
                }
            }
        }
        return best;
    }

    /** What can be demanded of the last screen, the most telling first. */
    private List<List<String>> expectations(Played played, Mutant mutant) {
        Bench.View last = played.views().get(played.views().size() - 1);
        TextScreen screen = last.screen();
        switch (last.rest()) {
            case RESET -> {
                return List.of(List.of("reset"));
            }
            case HALTED -> {
                return List.of(rows(screen, "halted"), List.of("halted"));
            }
            default -> {}
        }
        List<List<String>> all = new ArrayList<>();
        all.add(rows(screen, "idle"));
        List<Bench.View> views = bench.views(played, mutant);
        if (!views.isEmpty()) {
            piece(screen, views.get(views.size() - 1).screen()).ifPresent(text -> all.add(List.of("contains " + text)));
        }
        all.add(List.of("cursor " + screen.cursorRow() + " " + screen.cursorColumn()));
        List<String> attributes = new ArrayList<>();
        for (int row = 0; row < TextScreen.ROWS; row++) {
            String text = screen.row(row).strip();
            if (!text.isEmpty()) {
                int column = screen.row(row).indexOf(text);
                attributes.add(String.format("attribute %02X of %s", screen.attribute(row, column), quoted(text)));
            }
        }
        all.add(attributes.subList(Math.max(0, attributes.size() - 3), attributes.size()));
        return all;
    }

    /** The text around the first difference of two screens, from a word to a word: it may stand elsewhere later. */
    private static Optional<String> piece(TextScreen screen, TextScreen other) {
        for (int row = 0; row < TextScreen.ROWS; row++) {
            String wanted = screen.row(row);
            for (int column = 0; column < TextScreen.COLUMNS; column++) {
                if (wanted.charAt(column) != other.row(row).charAt(column)) {
                    String before = wanted.substring(0, column).stripTrailing();
                    String behind = wanted.substring(column).stripLeading().split(" ", 2)[0];
                    int start = before.lastIndexOf(' ') + 1;
                    int end = wanted.indexOf(behind, column) + behind.length();
                    return behind.isEmpty() ? Optional.empty() : Optional.of(quoted(wanted.substring(start, end)));
                }
            }
        }
        return Optional.empty();
    }

    /** The rows from the last line that was typed, or from as far up as there is anything, to the cursor. */
    private List<String> rows(TextScreen screen, String rest) {
        List<String> rows = screen.rows();
        String prompt = subject.image().textAt(Vector.PROMPT).stripTrailing();
        prompt = prompt.substring(prompt.lastIndexOf('\n') + 1);
        int end = screen.cursorRow();
        int first = end - 1;
        while (first > 0
                && end - first < MOST_ROWS
                && (prompt.isEmpty() || !rows.get(first).startsWith(prompt))) {
            first--;
        }
        StringBuilder text = new StringBuilder("rows");
        for (int row = Math.max(0, first); row <= end; row++) {
            text.append(' ').append(quotedWithPrompt(rows.get(row), prompt));
        }
        return List.of(text.toString(), rest);
    }

    /** A row that begins with the prompt stays true when the prompt changes. */
    private String quotedWithPrompt(String row, String prompt) {
        String whole = lastRow(subject.image().textAt(Vector.PROMPT));
        if (!prompt.isEmpty() && row.startsWith(whole)) {
            return quoted("{prompt}" + row.substring(whole.length()));
        }
        return !prompt.isEmpty() && row.equals(prompt) ? quoted("{prompt}") : quoted(row);
    }

    private static String lastRow(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
