package pxos.pipeline;

import java.util.List;

/** Says why one answer was taken out of several. */
final class Contest {

    private Contest() {}

    /** The reason in words; empty where there was only one answer. */
    static String why(Trial best, List<Trial> trials) {
        if (trials.size() == 1) {
            return "";
        }
        String winner = best.contender().name() + " of " + trials.size() + " answers: ";
        Trial next = trials.stream()
                .filter(trial -> trial != best && trial.isIn())
                .min(Trial::bestFirst)
                .orElse(null);
        if (next == null) {
            return winner + "the only one that " + (best.isVerified() ? "was verified" : "could be built");
        }
        String other = next.contender().name();
        int bytes = best.built().sizeBytes();
        if (bytes < next.built().sizeBytes()) {
            return winner + bytes + " bytes, " + next.built().sizeBytes() + " by " + other;
        }
        if (best.tokens() < next.tokens()) {
            return winner + bytes + " bytes like " + other + ", by " + best.tokens() + " tokens instead of "
                    + next.tokens();
        }
        return winner + "no worse than " + other + " in bytes and tokens, and named first";
    }
}
