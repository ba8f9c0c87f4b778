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

    record Entry(String session, Choice choice) {}

    Ledger {
        choices = List.copyOf(choices);
    }

    static Ledger of(List<Session> sessions) {
        List<Entry> all = new ArrayList<>();
        sessions.forEach(session -> session.choices().forEach(choice -> all.add(new Entry(session.id(), choice))));
        return new Ledger(all);
    }

    /**
     * What of some candidates is left to try: none for a reason for which the goal was tried before. What was interrupted
     * may be tried again, and says so.
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
            untried(candidate.failedBefore(Math.max(candidate.failures(), failures)), tried, left);
        }
        return left;
    }

    private static void untried(Candidate candidate, List<Entry> tried, List<Candidate> left) {
        Candidate next = candidate;
        for (int i = 0; i <= INTERRUPTIONS; i++) {
            String reason = next.reason();
            List<Entry> same = tried.stream()
                    .filter(entry -> entry.choice().reason().equals(reason))
                    .toList();
            if (same.isEmpty()) {
                left.add(next);
                return;
            }
            if (same.stream().anyMatch(entry -> entry.choice().isOver())) {
                return;
            }
            next = next.because(candidate.reason() + "; " + same.get(0).session() + " was interrupted in it");
        }
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
