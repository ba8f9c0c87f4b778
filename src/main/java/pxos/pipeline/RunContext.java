package pxos.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.proof.Discrimination;
import pxos.proof.Verdict;
import pxos.proof.strength.Strength;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Milestone;

/**
 * A run: what was asked, and what is known by now. Each stage returns a new one with its part filled in; results,
 * records and texts are views of it.
 *
 * @param begin what the run begins with
 * @param found the OS and its roadmap as the run found them; null before the analysis
 * @param memories relevant earlier runs, in plain text; empty before they are read
 * @param plan what is to be built; empty before planning
 * @param work the OS as it is by now; null before the analysis
 * @param course how the run went
 */
public record RunContext(Begin begin, OsState found, List<String> memories, Plan plan, Work work, Course course) {

    /**
     * What a run begins with.
     *
     * @param request what was asked for
     * @param runId {@code run_<epoch seconds>}; empty for a run that never began
     * @param started when the run began
     * @param generator who is asked for code
     */
    public record Begin(RunRequest request, String runId, Instant started, String generator) {}

    /**
     * What is to be built.
     *
     * @param items features, prerequisites first
     * @param begun how many of them have been begun
     * @param words the plan in words
     */
    public record Plan(List<WorkItem> items, int begun, String words) {
        static final Plan NONE = new Plan(List.of(), 0, "");

        public Plan {
            items = List.copyOf(items);
        }
    }

    /**
     * How a run went.
     *
     * @param attempts every attempt at a plan or at code that came to an end
     * @param timings time spent in each stage
     * @param took wall time of the whole run; zero before its end
     * @param failureOrNull why it stopped; null where it did all that was asked so far
     */
    public record Course(
            List<Attempt> attempts, Map<Stage, Duration> timings, Duration took, RunFailure failureOrNull) {
        static final Course NONE = new Course(List.of(), Map.of(), Duration.ZERO, null);

        public Course {
            attempts = List.copyOf(attempts);
            timings = Map.copyOf(timings);
        }
    }

    public RunContext {
        memories = List.copyOf(memories);
    }

    /** A run that has only begun. */
    public static RunContext begin(RunRequest request, String runId, Instant started, String generator) {
        return new RunContext(
                new Begin(request, runId, started, generator), null, List.of(), Plan.NONE, null, Course.NONE);
    }

    /** A run that could not even begin. */
    public static RunContext neverBegan(String goal, Problem problem) {
        RunRequest request = new RunRequest(null, goal, false, "", null, null, false);
        return begin(request, "", Instant.EPOCH, "").failed(Stage.ANALYSE, problem);
    }

    RunContext withFound(OsState state) {
        return new RunContext(begin, state, memories, plan, Work.begin(state), course);
    }

    RunContext withMemories(List<String> texts) {
        return new RunContext(begin, found, texts, plan, work, course);
    }

    RunContext withPlan(Plan next) {
        return new RunContext(begin, found, memories, next, work, course);
    }

    RunContext withWork(Work next) {
        return new RunContext(begin, found, memories, plan, next, course);
    }

    RunContext withRound(Round atWork) {
        return withWork(work.withTop(atWork));
    }

    private RunContext with(List<Attempt> attempts, Map<Stage, Duration> timings, Duration took, RunFailure failure) {
        return new RunContext(begin, found, memories, plan, work, new Course(attempts, timings, took, failure));
    }

    RunContext withAttempts(List<Attempt> more) {
        List<Attempt> all =
                Stream.concat(course.attempts().stream(), more.stream()).toList();
        return with(all, course.timings(), course.took(), course.failureOrNull());
    }

    RunContext withTime(Stage stage, Duration time) {
        Map<Stage, Duration> times = new HashMap<>(course.timings());
        times.merge(stage, time, Duration::plus);
        return with(course.attempts(), times, course.took(), course.failureOrNull());
    }

    RunContext ended(Duration took) {
        return with(course.attempts(), course.timings(), took, course.failureOrNull());
    }

    /** The same run, stopped; it keeps all its attempts, also those still open. */
    RunContext failed(RunFailure failure) {
        return with(attempts(), course.timings(), course.took(), failure)
                .withWork(work == null ? null : work.withOpen(List.of()));
    }

    RunContext failed(Stage stage, Problem problem) {
        return failed(RunFailure.of(stage, problem));
    }

    public RunRequest request() {
        return begin.request();
    }

    public String runId() {
        return begin.runId();
    }

    public Optional<RunFailure> failure() {
        return Optional.ofNullable(course.failureOrNull());
    }

    public Optional<Discrimination> proof() {
        return Optional.ofNullable(work).map(Work::proof);
    }

    /** How strong the tests of the newest proof are. */
    Optional<Strength> strength() {
        return Optional.ofNullable(work).map(Work::strength);
    }

    public List<BuiltFeature> built() {
        return work == null ? List.of() : work.built();
    }

    /** How the goal was understood, in one line: recipes with their values, or a model's plan. Empty before it was planned. */
    public String understoodAs() {
        return plan.begun() == 0 ? "" : Understanding.of(plan);
    }

    /** The older tests that gave way because the goal says that it changes what they test; of a verified run. */
    public List<Scenario> gaveWay() {
        return ChangedBehaviour.gaveWay(this);
    }

    /** Texts and names that a model wrote into what was built and that are not in the goal. */
    public List<String> notInGoal() {
        return OwnTexts.notInGoal(this);
    }

    /** Every attempt, also those of features that are still at work. */
    public List<Attempt> attempts() {
        List<Round> open = work == null ? List.of() : work.open();
        Stream<Attempt> theirs = open.stream().flatMap(round -> round.attempts(null).stream());
        return Stream.concat(course.attempts().stream(), theirs).toList();
    }

    /** The feature at work now. */
    Optional<Round> round() {
        return Optional.ofNullable(work).flatMap(Work::top);
    }

    /** Whether a stage has something to do. */
    boolean isDue(Stage stage) {
        if (failure().isPresent()) {
            return stage == Stage.LOG;
        }
        return switch (stage) {
            case ANALYSE, REMEMBER, LOG -> true;
            case PLAN -> round().isEmpty();
            case GENERATE -> round().filter(round -> round.trials().isEmpty()).isPresent();
            case BUILD -> round().filter(Round::isToBuild).isPresent();
            case TEST ->
                request().testing().wanted() && round().filter(Round::isToTest).isPresent();
        };
    }

    /** Whether a feature is at work, or one is left to begin. */
    boolean hasWork() {
        return failure().isEmpty()
                && (round().isPresent() || plan.begun() < plan.items().size());
    }

    /** Time spent in a stage. */
    public Duration time(Stage stage) {
        return course.timings().getOrDefault(stage, Duration.ZERO);
    }

    /** Names of the features that the OS has by now. */
    public List<String> present() {
        return work.source().featureNames();
    }

    /** Whether everything asked for was seen to work. */
    public boolean verified() {
        return failure().isEmpty()
                && proof().filter(proof -> proof.verdict() == Verdict.PASS).isPresent();
    }

    /** The milestones that this run completes; none unless it was verified. */
    List<Milestone> completed() {
        return verified() ? found.completedBy(present()) : List.of();
    }

    /** Whether the workspace is to change: all was built, and tested unless the user wanted no test. */
    public boolean changesWorkspace() {
        return failure().isEmpty()
                && !built().isEmpty()
                && (verified() || !request().testing().wanted());
    }

    /** The exit code of the process. */
    public int exitCode() {
        return failure().map(failure -> failure.kind().exitCode()).orElse(0);
    }

    /** One line that starts with PASS, FAIL, ERROR or SKIPPED. */
    public String verdict() {
        return RunWords.verdict(this);
    }
}
