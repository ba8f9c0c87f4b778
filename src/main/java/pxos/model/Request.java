package pxos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.scenario.Scenario;

/**
 * What a model is asked: the facts, from which each model makes what it needs (a prompt, or a look-up).
 *
 * @param purpose what the answer is for
 * @param goal the goal in words
 * @param milestone id of the milestone the goal stands for; empty where none
 * @param constraints the milestone's constraints, one sentence each
 * @param acceptance tests the result must pass; the model may add its own
 * @param state facts about the OS as it is: free ranges, services, vectors, symbols, features present; JSON or text by name
 * @param memories relevant earlier runs, most relevant first, in plain text, one an entry
 * @param feedback what was wrong with the earlier answers to this request, oldest first
 * @param plan the plan made earlier, as its author answered; empty when this is the request for it
 * @param known what the recipes know for the goal
 * @param now the OS as it is when code is asked for; {@code state} is what its plan was made for
 * @param brief whether it is to be said in a few words
 */
public record Request(
        Purpose purpose,
        String goal,
        String milestone,
        List<String> constraints,
        List<Scenario> acceptance,
        OsFacts state,
        List<String> memories,
        List<Feedback> feedback,
        String plan,
        Optional<KnownStep> known,
        OsFacts now,
        boolean brief) {

    /** The longest goal that is read. */
    public static final int MAX_GOAL_CHARACTERS = 1_000;

    private static final int BRIEF_ROUTINES = 3;
    private static final int BRIEF_TEMPLATES = 3;

    public Request {
        constraints = List.copyOf(constraints);
        acceptance = List.copyOf(acceptance);
        memories = List.copyOf(memories);
        feedback = List.copyOf(feedback);
    }

    /** A request for the OS as it is. */
    public Request(
            Purpose purpose,
            String goal,
            String milestone,
            List<String> constraints,
            List<Scenario> acceptance,
            OsFacts state,
            List<String> memories,
            List<Feedback> feedback,
            String plan,
            Optional<KnownStep> known) {
        this(purpose, goal, milestone, constraints, acceptance, state, memories, feedback, plan, known, state, false);
    }

    /** After this request for a plan, the one for its code. */
    public Request coding(String answer, OsFacts then) {
        return new Request(
                Purpose.CODE,
                goal,
                milestone,
                constraints,
                acceptance,
                state,
                memories,
                List.of(),
                answer,
                known,
                then,
                brief);
    }

    /** After this request for a plan, the one for tests that the plan which was given lacks. */
    Request forTests(String answer, String missing) {
        Request tests = new Request(
                Purpose.TESTS,
                goal,
                milestone,
                constraints,
                acceptance,
                state,
                memories,
                feedback,
                plan,
                known,
                now,
                brief);
        return tests.withFeedback(List.of(new Feedback(answer, missing)));
    }

    /** The same request with {@code more} after the feedback it has. */
    public Request withFeedback(List<Feedback> more) {
        List<Feedback> all = new ArrayList<>(feedback);
        all.addAll(more);
        return new Request(
                purpose, goal, milestone, constraints, acceptance, state, memories, all, plan, known, now, brief);
    }

    /** The same for the short form: of the library only the few routines and templates that it names first. */
    public Request briefly() {
        OsFacts few = now.offering(
                Stream.concat(first(OsFacts.Kind.ROUTINE, BRIEF_ROUTINES), first(OsFacts.Kind.BLOCK, BRIEF_TEMPLATES))
                        .toList());
        return new Request(
                purpose, goal, milestone, constraints, acceptance, few, List.of(), feedback, plan, known, few, true);
    }

    private Stream<OsFacts.Template> first(OsFacts.Kind kind, int most) {
        return now.templates().stream()
                .filter(template -> template.kind() == kind)
                .limit(most);
    }

    /** What the answer is for. */
    public enum Purpose {
        PLAN,
        /** Tests that a plan lacks; the rest of it stays. */
        TESTS,
        CODE
    }

    /**
     * An earlier answer and why it did not do.
     *
     * @param answer the answer's JSON text
     * @param problem the exact errors, as text for the model
     */
    public record Feedback(String answer, String problem) {}
}
