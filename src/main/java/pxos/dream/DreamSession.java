package pxos.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was tried on its own, one thing after the other, and why.
 *
 * @param id {@code dream_<epoch seconds>}, unique in the workspace
 * @param started ISO-8601 instant
 * @param limits when nothing more is begun
 * @param authors who writes what the library does not know; {@code recipes} where nobody does
 * @param choices in the order in which they were made
 * @param ideas what a language model thought of, with what became of each
 * @param fruitlessThoughts how often it was asked for ideas, and none could be built
 * @param ideaTokens those of the questions for ideas and their tests; runs count their own
 * @param variants the versions of features that were kept when it came so far
 * @param durationMs wall time so far
 * @param ended why it ended; empty as long as it goes on, and where it was killed
 */
public record DreamSession(
        String id,
        String started,
        SessionLimits limits,
        String authors,
        List<Choice> choices,
        List<Idea> ideas,
        int fruitlessThoughts,
        long ideaTokens,
        List<Variant> variants,
        long durationMs,
        String ended) {

    /** So many failures of a kind let that kind rest until the session is over. */
    static final int FAILURES_THAT_REST = 3;

    /** How a session ends that somebody stops. */
    static final String INTERRUPTED = "interrupted";

    public DreamSession {
        choices = List.copyOf(choices);
        ideas = ideas == null ? List.of() : List.copyOf(ideas);
        variants = variants == null ? List.of() : List.copyOf(variants);
        ended = ended == null ? "" : ended;
        authors = authors == null ? "" : authors;
    }

    /** A session that begins. */
    static DreamSession begin(String id, String started, SessionLimits limits, String authors) {
        return new DreamSession(id, started, limits, authors, List.of(), List.of(), 0, 0, List.of(), 0, "");
    }

    /** What a session would try first, where nothing was tried. */
    public static DreamSession outlook(SessionLimits limits, Optional<Choice> first) {
        DreamSession none = begin("dream_0", "", limits, "").ended("nothing was tried");
        return first.map(none::with).orElse(none);
    }

    DreamSession with(Choice choice) {
        List<Choice> all = new ArrayList<>(choices);
        if (choice.number() <= all.size()) {
            all.set(choice.number() - 1, choice);
        } else {
            all.add(choice);
        }
        return new DreamSession(
                id, started, limits, authors, all, ideas, fruitlessThoughts, ideaTokens, variants, durationMs, ended);
    }

    DreamSession after(long milliseconds) {
        return new DreamSession(
                id,
                started,
                limits,
                authors,
                choices,
                ideas,
                fruitlessThoughts,
                ideaTokens,
                variants,
                milliseconds,
                ended);
    }

    DreamSession thought(List<Idea> more, boolean fruitless, long moreTokens) {
        List<Idea> all = new ArrayList<>(ideas);
        all.addAll(more);
        return new DreamSession(
                id,
                started,
                limits,
                authors,
                choices,
                all,
                fruitlessThoughts + (fruitless ? 1 : 0),
                ideaTokens + moreTokens,
                variants,
                durationMs,
                ended);
    }

    DreamSession keeping(List<Variant> now) {
        return new DreamSession(
                id, started, limits, authors, choices, ideas, fruitlessThoughts, ideaTokens, now, durationMs, ended);
    }

    DreamSession ended(String why) {
        return new DreamSession(
                id, started, limits, authors, choices, ideas, fruitlessThoughts, ideaTokens, variants, durationMs, why);
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
