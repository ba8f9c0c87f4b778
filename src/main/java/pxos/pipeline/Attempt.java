package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import pxos.Problem;
import pxos.model.Answered;
import pxos.model.CodingModel;
import pxos.model.PlanReader.Plan;
import pxos.model.Reply;

/**
 * One attempt at a plan or at code, as it stands in the run's folder.
 *
 * @param stage PLAN or GENERATE
 * @param feature the feature worked on
 * @param round from 1; candidates of one round are asked side by side
 * @param contender who was asked
 * @param author the model that wrote the answer
 * @param outcome in a few words
 * @param won whether this answer was taken
 * @param figures what the answer came to; null where nothing was built
 * @param problem what was wrong, as it was told to the model; empty where nothing was
 * @param replies its answers with their prompts, timings and tokens, the last one counts; one that broke off is last
 */
public record Attempt(
        Stage stage,
        String feature,
        int round,
        String contender,
        String author,
        String outcome,
        boolean won,
        @JsonInclude(JsonInclude.Include.NON_NULL) Figures figures,
        String problem,
        List<Reply> replies) {

    /**
     * What an answer came to.
     *
     * @param bytes what it takes
     * @param strength how strong its tests are; null where that was not measured
     * @param seenIn where all its tests passed: QEMU, or the fast machine alone; null where they did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Figures(int bytes, StrengthFigures strength, String seenIn) {}

    public Attempt {
        replies = List.copyOf(replies);
    }

    /** What came of asking a model for a plan. */
    static Attempt atPlan(CodingModel model, WorkItem item, Answered<Plan> answered) {
        List<Reply> replies = answered.replies();
        return new Attempt(
                Stage.PLAN,
                item.feature().isEmpty() ? "feature" : item.feature(),
                1,
                model.id(),
                replies.isEmpty() ? model.id() : replies.get(replies.size() - 1).model(),
                answered.value()
                        .map(Plan::summary)
                        .orElseGet(() -> answered.problem().orElseThrow().getMessage()),
                answered.value().isPresent(),
                null,
                answered.problem()
                        .map(problem -> problem.kind() == Problem.Kind.MODEL ? answered.evidence() : problem.hint())
                        .orElse(""),
                replies);
    }

    /**
     * The name of its file in the run's folder.
     *
     * @param number its place among all attempts of the run, from 1
     */
    String fileName(int number) {
        return String.format("%s-%02d-%s.json", isForCode() ? "attempt" : "plan", number, feature);
    }

    /** Whether code was asked for; a plan is no attempt at the feature. */
    boolean isForCode() {
        return stage == Stage.GENERATE;
    }

    /** Prompt and completion tokens of all its answers; 0 where unknown. */
    int tokens() {
        return replies.stream().mapToInt(Reply::tokens).sum();
    }
}
