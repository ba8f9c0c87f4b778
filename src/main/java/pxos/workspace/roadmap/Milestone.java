package pxos.workspace.roadmap;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
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
 * @param completion date, run and evidence; there exactly when {@code status} is complete
 * @param description one or more paragraphs, joined with blank lines
 * @param goal the goal in one sentence, as a person would type it
 * @param templates names of library templates that are of use
 * @param features the features it consists of, in the order in which they are built; empty where only people do it
 * @param needs ids of the milestones that must be complete before
 * @param constraints one sentence each
 * @param tests acceptance tests in the order of the table
 */
public record Milestone(
        String id,
        String title,
        Status status,
        Optional<Completion> completion,
        String description,
        String goal,
        List<String> templates,
        List<String> features,
        List<String> needs,
        List<String> constraints,
        List<AcceptanceTest> tests) {

    /** How far a milestone has come. */
    public enum Status {
        COMPLETE("complete"),
        IN_PROGRESS("in progress"),
        TO_COME("to come"),
        /** Nobody has decided that it is wanted; it counts for nothing until a person accepts it. */
        PROPOSED("proposed");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        /** The status as it stands in the roadmap. */
        public String words() {
            return words;
        }

        static Optional<Status> of(String words) {
            return Arrays.stream(values())
                    .filter(status -> status.words.equalsIgnoreCase(words))
                    .findFirst();
        }
    }

    /**
     * When and how a milestone was proved.
     *
     * @param date the day
     * @param run the run that proved it, such as {@code run_1794000000}
     * @param evidence what was observed, one line, such as {@code 23 of 23 scenarios passed}
     */
    public record Completion(LocalDate date, String run, String evidence) {
        public Completion {
            requireOneLine("run", run);
            requireOneLine("evidence", evidence);
        }

        /** On two lines: date and run, evidence. */
        public String text() {
            return date + ", " + run.strip() + "\n" + evidence.strip();
        }

        /**
         * Reads what {@link #text} writes.
         *
         * @throws IllegalArgumentException for any other text
         */
        public static Completion parse(String text) {
            String[] parts = text.split(", |\n", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("no completion of a milestone: " + text);
            }
            try {
                return new Completion(LocalDate.parse(parts[0]), parts[1], parts[2]);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("no completion of a milestone: " + text, e);
            }
        }

        private static void requireOneLine(String name, String value) {
            if (value.isBlank()
                    || value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
                throw new IllegalArgumentException(
                        "the " + name + " of a completed milestone must be one line of text");
            }
        }
    }

    /**
     * A row of the table of acceptance tests, with the rows that continue it.
     *
     * @param features the features that must all be there for the scenario to hold; at least one
     */
    public record AcceptanceTest(List<String> features, Scenario scenario) {

        public AcceptanceTest {
            features = List.copyOf(features);
        }

        private boolean appliesTo(Collection<String> present) {
            return present.containsAll(features);
        }
    }

    public Milestone {
        templates = List.copyOf(templates);
        features = List.copyOf(features);
        needs = List.copyOf(needs);
        constraints = List.copyOf(constraints);
        tests = List.copyOf(tests);
        if ((status == Status.COMPLETE) != completion.isPresent()) {
            throw new IllegalArgumentException("milestone " + id + " is complete exactly when it says when and how");
        }
    }

    public boolean isComplete() {
        return status == Status.COMPLETE;
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
