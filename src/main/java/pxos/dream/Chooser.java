package pxos.dream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pxos.Problem;

/** Chooses what is done next: the most promising candidate, by a score that a person can read. */
final class Chooser {

    private static final int RUNNERS_UP = 3;

    private final List<GoalSource> sources;

    Chooser(List<GoalSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** A candidate and how promising it is. */
    record Scored(Candidate candidate, Score score) {
        String inWords() {
            return String.format(
                    Locale.ROOT, "%.2f  %s: %s", score.total(), candidate.kind().label(), candidate.goal());
        }
    }

    /**
     * What was chosen.
     *
     * @param best the most promising candidate
     * @param considered how many there were
     * @param next the best of the others, in words
     */
    record Chosen(Scored best, int considered, List<String> next) {

        Choice asChoice(int number) {
            Candidate candidate = best.candidate();
            return new Choice(
                    number,
                    candidate.kind(),
                    candidate.goal(),
                    candidate.reason(),
                    best.score(),
                    considered,
                    next,
                    null);
        }
    }

    /** Empty where nothing promising is left; of equally promising ones the first source's first. */
    Optional<Chosen> choose(Scene scene, DreamSession session) {
        try {
            List<Scored> scored = scored(scene, session);
            return scored.stream()
                    .findFirst()
                    .map(best -> new Chosen(
                            best,
                            scored.size(),
                            scored.stream()
                                    .skip(1)
                                    .limit(RUNNERS_UP)
                                    .map(Scored::inWords)
                                    .toList()));
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }

    private List<Scored> scored(Scene scene, DreamSession session) throws IOException {
        List<Candidate> all = new ArrayList<>();
        for (GoalSource source : sources) {
            all.addAll(source.candidates(scene));
        }
        all.removeIf(candidate -> session.rests(candidate.kind()));
        List<Candidate> left = scene.ledger().untried(all);
        List<Double> likenesses =
                scene.network().likenesses(left.stream().map(Candidate::goal).toList());
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Candidate candidate = left.get(i);
            double cost = scene.ledger().cost(candidate.kind()) + candidate.failures();
            Score score = new Score(candidate.value(), 1 - likenesses.get(i), cost);
            if (score.isPromising()) {
                scored.add(new Scored(candidate, score));
            }
        }
        scored.sort(Comparator.comparingDouble((Scored each) -> each.score().total())
                .reversed());
        return scored;
    }
}
