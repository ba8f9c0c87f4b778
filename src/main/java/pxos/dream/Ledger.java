package pxos.dream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all sessions of a workspace have tried, and for which reasons.
 *
 * @param choices oldest first, each with the id of its session
 */
record Ledger(List<Entry> choices) {

    /** More than that, and whatever it is ends the program itself. */
    private static final int INTERRUPTIONS = 2;

    /** @param byUser whether the session ended because somebody wanted it to */
    record Entry(String session, boolean byUser, Choice choice) {}

    Ledger {
        choices = List.copyOf(choices);
    }

    static Ledger of(List<DreamSession> sessions) {
        List<Entry> all = new ArrayList<>();
        sessions.forEach(session -> session.choices()
                .forEach(choice ->
                        all.add(new Entry(session.id(), session.ended().equals(DreamSession.INTERRUPTED), choice))));
        return new Ledger(all);
    }

    /**
     * What of some candidates is left to try: none for a reason for which the goal was tried before. A try that was
     * interrupted may be repeated, and says so.
     */
    List<Candidate> untried(List<Candidate> candidates) {
        Map<String, List<Entry>> byGoal = new HashMap<>();
        choices.forEach(entry -> byGoal.computeIfAbsent(entry.choice().goal(), goal -> new ArrayList<>())
                .add(entry));
        List<Candidate> left = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<Entry> tried = byGoal.getOrDefault(candidate.goal(), List.of());
            int failures = (int)
                    tried.stream().filter(entry -> entry.choice().failed()).count();
            Candidate again = candidate.failedBefore(Math.max(candidate.failures(), failures));
            untried(again, tried).ifPresent(next -> left.add(next.taught(lesson(tried))));
        }
        return left;
    }

    /** What a teacher said of the newest try; empty where nothing is known. */
    private static String lesson(List<Entry> tried) {
        return tried.stream()
                .map(Entry::choice)
                .filter(Choice::failed)
                .reduce((older, newer) -> newer)
                .map(choice -> choice.result().lesson())
                .orElse("");
    }

    /**
     * The candidate, for a reason for which it was not tried; empty where it was cut off so often that it may end the program
     * itself.
     */
    private static Optional<Candidate> untried(Candidate candidate, List<Entry> tried) {
        Candidate next = candidate;
        int kills = 0;
        while (kills <= INTERRUPTIONS) {
            String reason = next.reason();
            List<Entry> same = tried.stream()
                    .filter(entry -> entry.choice().reason().equals(reason))
                    .toList();
            if (same.isEmpty()) {
                return Optional.of(next);
            }
            if (same.stream().anyMatch(entry -> entry.choice().isOver())) {
                return Optional.empty();
            }
            kills += same.get(0).byUser() ? 0 : 1;
            next = next.because(candidate.reason() + "; " + same.get(0).session() + " was interrupted in it");
        }
        return Optional.empty();
    }

    /** Mean of what a kind has cost so far: 1 for nothing, 1 more for each 5,000 tokens or minute. */
    double cost(Kind kind) {
        return 1
                + choices.stream()
                        .map(Entry::choice)
                        .filter(choice -> choice.kind() == kind && choice.isOver())
                        .map(Choice::result)
                        .mapToDouble(result -> result.tokens() / 5_000.0 + result.durationMs() / 60_000.0)
                        .average()
                        .orElse(0);
    }

    /** The newest choice for a goal that came to an end. */
    Optional<Choice> last(String goal) {
        return choices.stream()
                .map(Entry::choice)
                .filter(choice -> choice.isOver() && choice.goal().equals(goal))
                .reduce((older, newer) -> newer);
    }
}
