package pxos.dream;

import java.util.List;
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
 * @param tests what has to hold then, written before the code; of ideas alone
 */
record Candidate(
        Kind kind, String goal, String feature, String reason, double value, int failures, List<Scenario> tests) {

    Candidate {
        tests = List.copyOf(tests);
    }

    static Candidate of(Kind kind, String goal, String feature, String reason, double value) {
        return new Candidate(kind, goal, feature, reason, value, 0, List.of());
    }

    Candidate because(String another) {
        return new Candidate(kind, goal, feature, another, value, failures, tests);
    }

    Candidate failedBefore(int times) {
        return new Candidate(kind, goal, feature, reason, value, times, tests);
    }
}
