package pxos.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.model.Answered;
import pxos.model.CodingModel;
import pxos.model.PlanReader;
import pxos.model.PlanReader.Plan;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.pipeline.RunFailure.Kind;
import pxos.scenario.ScenarioJson;

/** Has features planned: by the recipes what others need, all else by the first model that can. */
final class Planning {

    private final PlanReader reader;
    private final List<CodingModel> models;
    private final CodingModel recipes;
    private final List<Attempt> attempts;

    /** @param attempts takes every attempt of a language model as it ends */
    Planning(PlanReader reader, List<CodingModel> models, CodingModel recipes, List<Attempt> attempts) {
        this.reader = reader;
        this.models = models;
        this.recipes = recipes;
        this.attempts = attempts;
    }

    /**
     * The plan for {@code item}.
     *
     * @throws RunFailedException with the failure of the last model, where none of them has a plan
     */
    Plan plan(WorkItem item, Request request, OsSource source) throws RunFailedException {
        List<CodingModel> planners = item.prerequisite() ? List.of(recipes) : models;
        RunFailedException failure = null;
        for (CodingModel model : planners) {
            try {
                return ask(model, item, request, source);
            } catch (RunFailedException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Plan ask(CodingModel model, WorkItem item, Request request, OsSource source) throws RunFailedException {
        Answered<Plan> answered = reader.ask(
                model,
                request,
                proposed ->
                        item.feature().isEmpty() ? Replacement.objection(item.goal(), proposed.feature(), source) : "");
        List<Reply> heard = answered.replies();
        if (answered.value().isPresent()) {
            record(model, item, heard, answered.value().get().summary(), "", true);
            return answered.value().get();
        }
        Problem e = answered.problem().orElseThrow();
        boolean unusable = e.kind() == Problem.Kind.MODEL;
        record(model, item, heard, e.getMessage(), unusable ? answered.lessons().last() : e.hint(), false);
        throw new RunFailedException(
                new RunFailure(Stage.PLAN, Kind.valueOf(e.kind().name()), e.getMessage(), e.hint()), e);
    }

    private void record(
            CodingModel model, WorkItem item, List<Reply> heard, String outcome, String problem, boolean won) {
        if (model.isLanguageModel()) {
            String author =
                    heard.isEmpty() ? model.id() : heard.get(heard.size() - 1).model();
            String feature = item.feature().isEmpty() ? "feature" : item.feature();
            attempts.add(new Attempt(Stage.PLAN, feature, 1, model.id(), author, heard, outcome, problem, won));
        }
    }

    /** A plan as the author of the code is told of it. */
    static String text(Plan plan) {
        if (plan.tests().isEmpty()) {
            return plan.text();
        }
        return plan.text()
                + "\nIts tests run too; one of yours with the same name takes the place of one that is wrong:\n"
                + plan.tests().stream()
                        .map(test -> Json.write(ScenarioJson.write(test)))
                        .collect(Collectors.joining("\n"));
    }
}
