package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import pxos.Problem.Kind;
import pxos.model.CodingModel;
import pxos.model.GivenAnswer;
import pxos.model.lm.Llm;
import pxos.model.recipes.RecipeModel;
import pxos.pipeline.Outside;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.Runs;
import pxos.pipeline.Services;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.workspace.Workspace;

/** One goal with one model, in a workspace of its own: a run like any other, then the hidden tests. */
final class GoalRun {

    private final Outside outside;
    private final Ground ground;
    private final Setup setup;
    private final GoalSet set;

    GoalRun(Outside outside, Ground ground, Setup setup, GoalSet set) {
        this.outside = outside;
        this.ground = ground;
        this.setup = setup;
        this.set = set;
    }

    /** @throws Problem where the model cannot be asked at all, which says nothing about it */
    GoalOutcome of(Coder candidate, Goal goal) throws IOException {
        Workspace workspace = ground.copy();
        try {
            return candidate instanceof Coder.Answers answers
                    ? ofAnswers(answers, goal, workspace)
                    : ofModel(candidate, goal, workspace);
        } finally {
            ground.take(workspace);
        }
    }

    private GoalOutcome ofModel(Coder candidate, Goal goal, Workspace workspace) {
        try (Deadline deadline = new Deadline(setup.perGoal())) {
            return ofModel(candidate, goal, workspace, deadline);
        }
    }

    private GoalOutcome ofModel(Coder candidate, Goal goal, Workspace workspace, Deadline deadline) {
        boolean served = candidate instanceof Coder.Served;
        BiFunction<Services, Authors, List<CodingModel>> models = served
                ? (services, authors) -> outside.models().apply(services, authors).stream()
                        .<CodingModel>map(model -> new Pinned(model, setup, deadline))
                        .toList()
                : (services, authors) -> List.of(new RecipeModel(services.recipes()));
        List<String> names = candidate.model().isEmpty() || !served ? List.of() : List.of(candidate.model());
        Authors authors =
                new Authors(served ? Llm.preferred() : Llm.RECIPES, candidate.server(), names, setup.attempts(), 1);
        RunContext run = run(models, goal, workspace, authors);
        Measured measured = Measured.of(run, served);
        if (deadline.isOver() && !run.verified()) {
            return outcome(candidate, goal, measured.outOfTime(deadline.inWords()), run);
        }
        if (served
                && run.failure()
                        .filter(failure -> failure.kind() == Kind.MISSING)
                        .isPresent()) {
            requireServer(models, workspace, authors);
        }
        return outcome(candidate, goal, measured, run);
    }

    /** A server that is gone is no failure of its model. */
    private void requireServer(
            BiFunction<Services, Authors, List<CodingModel>> models, Workspace workspace, Authors authors) {
        try (Services services = new Services(workspace, outside, RunObserver.SILENT)) {
            List<CodingModel> asked = models.apply(services, authors);
            try {
                asked.forEach(CodingModel::requireReady);
            } finally {
                asked.forEach(CodingModel::close);
            }
        }
    }

    /** Hands in one answer after the other, until one is verified or none is left. */
    private GoalOutcome ofAnswers(Coder.Answers answers, Goal goal, Workspace workspace) throws IOException {
        Measured all = Measured.NOTHING;
        RunContext run = null;
        for (int attempt = 1;
                attempt <= setup.attempts() && Files.exists(answers.file(goal.id(), attempt));
                attempt++) {
            GivenAnswer answer = new GivenAnswer(Files.readString(answers.file(goal.id(), attempt)), answers.model());
            run = run((services, given) -> List.of(given.given()), goal, workspace, Authors.of(answer));
            all = all.then(Measured.of(run, false), attempt);
            if (run.verified()) {
                break;
            }
        }
        return outcome(answers, goal, all, run);
    }

    private RunContext run(
            BiFunction<Services, Authors, List<CodingModel>> models, Goal goal, Workspace workspace, Authors authors) {
        Outside own = new Outside(outside.emulator(), outside.assembler(), models, outside.clock());
        return new Runs(own)
                .run(
                        new RunRequest(workspace, goal.goal(), false, "", authors, setup.testing(), false),
                        RunObserver.SILENT);
    }

    /** @param run the last one; null where nothing was tried */
    private GoalOutcome outcome(Coder candidate, Goal goal, Measured measured, RunContext run) {
        String hidden = run != null && run.verified()
                ? hiddenFailures(goal, run.request().workspace())
                : "";
        FailureKind failure = measured.verified()
                ? (hidden.isEmpty() ? FailureKind.NONE : FailureKind.ACCEPTANCE)
                : measured.failure();
        return new GoalOutcome(
                goal.id(),
                goal.level(),
                candidate.model(),
                candidate.server(),
                measured.answeredBy(),
                setup.seed(),
                setup.temperature(),
                setup.attempts(),
                (int) setup.perGoal().toMinutes(),
                setup.floor().toString(),
                set.digest(),
                failure == FailureKind.NONE,
                measured.attempts(),
                measured.verified(),
                measured.fromLibrary(),
                failure,
                hidden.isEmpty() ? measured.message() : hidden,
                measured.caughtPercent(),
                measured.bytes(),
                measured.tokens(),
                measured.milliseconds());
    }

    /** What the hidden tests find on the image that the run left; empty where all pass. */
    private String hiddenFailures(Goal goal, Workspace workspace) {
        try (Services services = new Services(workspace, outside, RunObserver.SILENT);
                QemuTester judge = new QemuTester(outside.emulator().get())) {
            TestReport report = judge.test(
                    services.analyzer().analyse(workspace).image(), goal.tests(), TestOptions.on(DriveKind.IDE));
            return report.verdict() == Verdict.PASS
                    ? ""
                    : report.failures().stream()
                            .map(result -> "'" + result.name() + "': " + result.because())
                            .collect(Collectors.joining("; "));
        }
    }
}
