package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was tried on its own, one thing after the other, and why.
 *
 * @param id {@code dream_<epoch seconds>}, unique in the workspace
 * @param started ISO-8601 instant
 * @param limits when nothing more is begun
 * @param authors who writes what the library does not know; {@code recipes} where nobody does
 * @param choices in the order in which they were made
 * @param ideaTokens those of the questions for ideas and their tests; runs count their own
 * @param durationMs wall time so far
 * @param ended why it ended; empty as long as it goes on, and where it was killed
 */
public record Session(
        String id,
        String started,
        Limits limits,
        String authors,
        List<Choice> choices,
        long ideaTokens,
        long durationMs,
        String ended) {

    /** So many failures of a kind let that kind rest until the session is over. */
    static final int FAILURES_THAT_REST = 3;

    public Session {
        choices = List.copyOf(choices);
        ended = ended == null ? "" : ended;
        authors = authors == null ? "" : authors;
    }

    Session with(Choice choice) {
        List<Choice> all = new ArrayList<>(choices);
        if (choice.number() <= all.size()) {
            all.set(choice.number() - 1, choice);
        } else {
            all.add(choice);
        }
        return new Session(id, started, limits, authors, all, ideaTokens, durationMs, ended);
    }

    Session after(long milliseconds) {
        return new Session(id, started, limits, authors, choices, ideaTokens, milliseconds, ended);
    }

    Session spent(long moreTokens) {
        return new Session(id, started, limits, authors, choices, ideaTokens + moreTokens, durationMs, ended);
    }

    Session ended(String why) {
        return new Session(id, started, limits, authors, choices, ideaTokens, durationMs, why);
    }

    /** All tokens that it used. */
    public long tokens() {
        return ideaTokens
                + choices.stream()
                        .filter(Choice::isOver)
                        .mapToLong(choice -> choice.result().tokens())
                        .sum();
    }

    /** How many of its choices came to something. */
    public long successes() {
        return choices.stream()
                .filter(Choice::isOver)
                .filter(choice -> choice.result().success())
                .count();
    }

    /** Whether a choice did not come to its end. */
    boolean isBrokenOff() {
        return choices.stream().anyMatch(choice -> !choice.isOver());
    }

    /** Whether a kind has failed too often. */
    boolean rests(Kind kind) {
        return choices.stream()
                        .filter(choice -> choice.kind() == kind && choice.failed())
                        .count()
                >= FAILURES_THAT_REST;
    }

    /** The kinds that rest, each with what failed. */
    Map<Kind, List<String>> resting() {
        Map<Kind, List<String>> resting = new TreeMap<>();
        for (Choice choice : choices) {
            if (rests(choice.kind()) && choice.failed()) {
                resting.computeIfAbsent(choice.kind(), kind -> new ArrayList<>())
                        .add(choice.goal());
            }
        }
        return resting;
    }
}
