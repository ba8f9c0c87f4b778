package pxos.dream;

import java.util.List;
import pxos.dream.Variants.Kept;
import pxos.scenario.Scenario;

/**
 * Something that could be done next.
 *
 * @param kind where it comes from
 * @param goal what is to be done, in words; of a milestone its id and title
 * @param feature the feature that it is about; empty where that is not known before
 * @param reason why it is worth a try, in one line; the same goal is never tried twice for the same reason
 * @param value what it would be worth, about 1 to 5
 * @param failures how often the goal has failed already
 * @param terms what its run is held to, and what helps it
 */
record Candidate(Kind kind, String goal, String feature, String reason, double value, int failures, Terms terms) {

    /**
     * What a run is held to, and what helps it.
     *
     * @param tests what has to hold then, written before the code
     * @param mostBytes what the feature may take; 0 for no such limit
     * @param parents versions of the feature that a model is shown
     * @param given a version that is there, so that nobody is asked; null where there is none
     * @param lesson what a teacher said of the last try; empty where nothing is known
     */
    record Terms(List<Scenario> tests, int mostBytes, List<Kept> parents, Kept given, String lesson) {
        static final Terms NONE = new Terms(List.of(), 0, List.of(), null, "");

        Terms {
            tests = List.copyOf(tests);
            parents = List.copyOf(parents);
        }

        static Terms of(List<Scenario> tests) {
            return new Terms(tests, 0, List.of(), null, "");
        }
    }

    static Candidate of(Kind kind, String goal, String feature, String reason, double value) {
        return new Candidate(kind, goal, feature, reason, value, 0, Terms.NONE);
    }

    Candidate because(String another) {
        return new Candidate(kind, goal, feature, another, value, failures, terms);
    }

    Candidate taught(String lesson) {
        Terms more = new Terms(terms.tests(), terms.mostBytes(), terms.parents(), terms.given(), lesson);
        return new Candidate(kind, goal, feature, reason, value, failures, more);
    }

    Candidate failedBefore(int times) {
        return new Candidate(kind, goal, feature, reason, value, times, terms);
    }
}
