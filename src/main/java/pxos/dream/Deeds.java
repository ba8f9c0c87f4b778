package pxos.dream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pxos.Problem;
import pxos.coach.Coach;
import pxos.coach.Coaching.Lesson;
import pxos.coach.RunFolder;
import pxos.dream.Choice.Result;
import pxos.model.lm.Llm;
import pxos.pipeline.Hardening.Hardened;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Planned;
import pxos.pipeline.Revisions.Revision;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.pipeline.RunRequest.Wish;
import pxos.pipeline.RunResult;
import pxos.pipeline.Runs;
import pxos.pipeline.Services;
import pxos.pipeline.Stage;
import pxos.proof.TestReport;
import pxos.scenario.Scenario;
import pxos.workbench.Optimiser;
import pxos.workbench.Optimiser.Optimised;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Makes a run of what was chosen: proved, all or nothing, like any other. */
record Deeds(Outside outside, Workspace workspace, Authors authors, Testing testing) {

    private static final int SESSIONS = 300;
    private static final int SESSIONS_IN_QEMU = 20;

    /** @param reason what the run's record says of it */
    Result carryOut(Candidate candidate, String reason, RunObserver observer) {
        long start = System.nanoTime();
        Result result = switch (candidate.kind()) {
            case PROOF -> revised((found, services) -> stronger(candidate, reason, found, services), observer);
            case REWRITE -> revised((found, services) -> smaller(candidate, reason, found, services), observer);
            case IDEA, VARIANT -> ran(request(candidate, wish(candidate, reason, candidate.feature())), observer);
            default -> ran(request(candidate, wish(candidate, reason, "")), observer);
        };
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return new Result(
                result.success(), result.runId(), result.verdict(), result.tokens(), milliseconds, result.lesson());
    }

    private static Wish wish(Candidate candidate, String reason, String feature) {
        Candidate.Terms terms = candidate.terms();
        return new Wish(reason, feature, terms.tests(), terms.mostBytes(), Parents.of(terms));
    }

    private RunRequest request(Candidate candidate, Wish wish) {
        boolean auto = candidate.kind() == Kind.MILESTONE;
        return new RunRequest(
                workspace, auto ? "" : candidate.goal(), auto, "", authors(candidate), testing, false, wish);
    }

    /** What the library knows needs no model, unless the user wants one. */
    private Authors authors(Candidate candidate) {
        Kind kind = candidate.kind();
        if (candidate.terms().given() != null) {
            return Authors.of(candidate.terms().given().answer());
        }
        boolean known = kind == Kind.LIBRARY || kind == Kind.MILESTONE;
        boolean byRecipes = kind == Kind.SIZE || known && authors.llm() == Llm.AUTO;
        return byRecipes
                ? new Authors(Llm.RECIPES, authors.url(), List.of(), authors.attempts(), authors.candidates())
                : authors;
    }

    private Result ran(RunRequest request, RunObserver observer) {
        RunContext run = new Runs(outside).run(request, observer);
        run.failure().filter(Deeds::wouldMeetTheNextOne).ifPresent(failure -> {
            throw new Problem(failure.kind(), failure.message(), failure.hint());
        });
        JsonNode result = RunResult.of(run);
        boolean success = run.verified() || run.changesWorkspace();
        return new Result(
                success, run.runId(), run.verdict(), result.path("tokens").asLong(0), 0, lesson(run, result));
    }

    /** Without an emulator, nothing can be proved at all. */
    private static boolean wouldMeetTheNextOne(RunFailure failure) {
        return failure.stage() == Stage.TEST
                && failure.kind() == Problem.Kind.MISSING
                && !failure.hint().equals(TestReport.NOT_OBSERVED);
    }

    /** What a teacher says first of a run. */
    private String lesson(RunContext run, JsonNode result) {
        if (run.verified() && result.path("tokens").asLong(0) == 0) {
            // People of this project have written it.
            return "";
        }
        try {
            return new Coach()
                            .coach(
                                    result,
                                    RunFolder.read(workspace.runFolder(run.runId()))
                                            .attempts())
                            .lessons()
                            .stream()
                            .findFirst()
                            .map(Deeds::inWords)
                            .orElse("");
        } catch (IOException e) {
            // The run's folder is of no use any more; its record is.
            return "";
        }
    }

    private static String inWords(Lesson lesson) {
        return lesson.finding() + " " + lesson.advice();
    }

    private Result revised(Plan plan, RunObserver observer) {
        try {
            Revision revision = new Revisions(outside).make(workspace, plan, testing, observer);
            return new Result(revision.success(), revision.runId(), revision.verdict(), 0, 0, "");
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.CHECKS) {
                throw e;
            }
            return new Result(false, "", "FAIL - " + e.getMessage(), 0, 0, "");
        }
    }

    /** The same OS with a feature that takes fewer bytes, and shows the same in random sessions. */
    private static Planned smaller(Candidate candidate, String reason, OsState found, Services services)
            throws IOException {
        Optimised optimised =
                new Optimiser(SESSIONS, SESSIONS_IN_QEMU).optimise(found, services, List.of(candidate.feature()));
        String difference = optimised.compared().difference().isEmpty()
                ? optimised.judged().difference()
                : optimised.compared().difference();
        if (optimised.features().isEmpty() || !difference.isEmpty()) {
            List<String> why = new ArrayList<>(optimised.refused());
            why.add(difference);
            throw new Problem(
                    Problem.Kind.CHECKS,
                    "nothing smaller shows the same: " + String.join(" ", why).strip(),
                    "");
        }
        Planned planned = optimised.plan().of(found, services);
        return new Planned(planned.title(), planned.after(), planned.undoes(), planned.remedy(), reason);
    }

    /** The same OS with tests that notice more. */
    private static Planned stronger(Candidate candidate, String reason, OsState found, Services services) {
        Hardened hardened = services.hardening(found).harden(candidate.feature());
        List<Scenario> generated = hardened.generated();
        if (generated.isEmpty()) {
            throw new Problem(Problem.Kind.CHECKS, "no test was found that notices more than " + hardened.before(), "");
        }
        Map<String, List<Scenario>> kept = new TreeMap<>(found.kept());
        List<Scenario> tests = new ArrayList<>(kept.getOrDefault(candidate.feature(), List.of()));
        tests.addAll(generated);
        kept.put(candidate.feature(), tests);
        return new Planned(
                candidate.goal() + ": " + hardened.before().caught() + " of "
                        + hardened.before().decided() + " mutants caught, now "
                        + hardened.after().caught() + " of " + hardened.after().decided(),
                found.withTests(kept),
                "",
                "The tests that are kept are as they were.",
                reason);
    }
}
