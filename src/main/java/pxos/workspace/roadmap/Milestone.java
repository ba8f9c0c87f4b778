package pxos.workspace.roadmap;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pxos.scenario.Scenario;

/**
 * One section of the roadmap.
 *
 * @param id such as {@code M2}
 * @param title such as {@code Keyboard input with backspace}
 * @param status how far it has come
 * @param completed date, run and evidence; null unless {@code status} is complete
 * @param description one or more paragraphs, joined with blank lines
 * @param goal the goal in one sentence, as a person would type it
 * @param budget room for all its features together
 * @param templates names of library templates that are of use
 * @param features the features it consists of, in the order in which they are built; empty where only people do it
 * @param needs ids of the milestones that must be complete before
 * @param constraints one sentence each
 * @param tests acceptance tests in the order of the table
 * @param line the heading's line in the roadmap, counted from 1
 */
public record Milestone(
        String id,
        String title,
        Status status,
        Completion completed,
        String description,
        String goal,
        Budget budget,
        List<String> templates,
        List<String> features,
        List<String> needs,
        List<String> constraints,
        List<AcceptanceTest> tests,
        int line) {

    public Milestone {
        templates = List.copyOf(templates);
        features = List.copyOf(features);
        needs = List.copyOf(needs);
        constraints = List.copyOf(constraints);
        tests = List.copyOf(tests);
        if ((status == Status.COMPLETE) != (completed != null)) {
            throw new IllegalArgumentException("milestone " + id + " is complete exactly when it says when and how");
        }
    }

    public boolean isComplete() {
        return status == Status.COMPLETE;
    }

    /** Date, run and evidence of a complete milestone. */
    public Optional<Completion> completion() {
        return Optional.ofNullable(completed);
    }

    /** All acceptance tests, in the order of the table. */
    public List<Scenario> scenarios() {
        return tests.stream().map(AcceptanceTest::scenario).toList();
    }

    /**
     * The acceptance tests that a feature adds to an OS.
     *
     * @param feature one of this milestone's features
     * @param present the features of the OS once it is built, {@code feature} among them
     */
    public List<Scenario> scenarios(String feature, Collection<String> present) {
        return tests.stream()
                .filter(test -> test.features().contains(feature) && test.appliesTo(present))
                .map(AcceptanceTest::scenario)
                .toList();
    }

    /** The acceptance tests that hold in an OS with these features. */
    public List<Scenario> scenarios(Collection<String> present) {
        return tests.stream()
                .filter(test -> features.isEmpty() || test.appliesTo(present))
                .map(AcceptanceTest::scenario)
                .toList();
    }
}
