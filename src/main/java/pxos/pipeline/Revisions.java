package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.file.LockFile;
import pxos.os.TextScreen;
import pxos.pipeline.RunRequest.Testing;
import pxos.pixel.RunRecord;
import pxos.pixel.RunStory;
import pxos.pixel.picture.MemoryChange;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;

/** Changes an OS without building anything new. The changed OS is booted and tested, and the change is a run like any other. */
public final class Revisions {

    private static final String AUTHOR = "pxos";

    private final Outside outside;

    public Revisions(Outside outside) {
        this.outside = outside;
    }

    /** What is to become of an OS. */
    @FunctionalInterface
    public interface Plan {
        /** @throws Problem where it cannot be done */
        Planned of(OsState found, Services services) throws IOException;
    }

    /**
     * An OS that is to take the place of another.
     *
     * @param title what is done, one line, such as {@code Remove help}
     * @param after the OS then
     * @param undoes the run that this takes back; empty for none
     * @param remedy what to do where a test fails then
     * @param reason why the program does it by itself; empty where a person asked for it
     */
    public record Planned(String title, OsState after, String undoes, String remedy, String reason) {
        public Planned(String title, OsState after, String undoes, String remedy) {
            this(title, after, undoes, remedy, "");
        }
    }

    /**
     * How it ended.
     *
     * @param success whether the OS was changed and everything that is left was seen to work
     * @param changed whether the OS was changed; without a test, nothing has been seen then
     * @param runId the run that it is recorded as
     * @param title what was to be done
     * @param undoes the run that was taken back; empty for none
     * @param verdict one line that starts with PASS, FAIL, ERROR or SKIPPED
     * @param features names of the features that were added, changed or removed
     * @param present names of the features that the OS has now
     * @param hint the next action where it failed; empty where there is none
     * @param tested what was seen; null where nothing was booted
     */
    public record Revision(
            boolean success,
            boolean changed,
            String runId,
            String title,
            String undoes,
            String verdict,
            List<String> features,
            List<String> present,
            String hint,
            @JsonIgnore TestReport tested) {

        public Revision {
            features = List.copyOf(features);
            present = List.copyOf(present);
        }
    }

    /** Carries out a plan, all of it or nothing; a test that fails leaves the workspace as it was. */
    public Revision make(Workspace workspace, Plan plan, Testing testing, RunObserver observer) {
        try (Services services = new Services(workspace, outside, observer);
                LockFile lock = Runs.lock(workspace, observer)) {
            services.recorder().recover(workspace);
            OsState found = services.analyzer().analyse(workspace);
            return make(workspace, found, plan.of(found, services), services, testing, observer);
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }

    private Revision make(
            Workspace workspace,
            OsState found,
            Planned planned,
            Services services,
            Testing testing,
            RunObserver observer)
            throws IOException {
        Instant now = outside.clock().instant();
        Optional<TestReport> report =
                testing.wanted() ? Optional.of(tested(planned, services, testing, observer)) : Optional.empty();
        boolean changes = report.map(seen -> seen.verdict() == Verdict.PASS).orElse(true);
        String runId = workspace.newRun(now);
        Path folder = Files.createDirectories(workspace.runFolder(runId));
        OsChange change = OsChange.between(found, planned.after(), planned.undoes());
        Revision revision = new Revision(
                changes && report.isPresent(),
                changes,
                runId,
                planned.title(),
                planned.undoes(),
                report.map(TestReport::summary).orElse("SKIPPED - nothing was verified (--no-test)"),
                change.featureNames(),
                (changes ? planned.after() : found).source().featureNames(),
                changes ? "" : remedy(report.orElseThrow(), planned),
                report.orElse(null));
        try {
            Revised revised = new Revised(found, planned.after());
            Duration took = Duration.between(now, outside.clock().instant());
            RunRecord record = record(revised, revision, planned.reason(), now, took);
            write(workspace, revised, revision, record, services.recorder(), folder, observer);
        } catch (IOException e) {
            workspace.takeBack(runId);
            throw e;
        }
        return revision;
    }

    private static TestReport tested(Planned planned, Services services, Testing testing, RunObserver observer) {
        observer.note(planned.title() + ": testing the changed OS …");
        TestOptions options = TestOptions.on(testing.drive()).withDeadline(testing.timeout());
        return services.tester().test(planned.after().image(), planned.after().scenarios(), options);
    }

    private static String remedy(TestReport report, Planned planned) {
        return report.verdict() == Verdict.ERROR ? TestReport.NOT_OBSERVED : planned.remedy();
    }

    private void write(
            Workspace workspace,
            Revised revised,
            Revision revision,
            RunRecord record,
            Recorder recorder,
            Path folder,
            RunObserver observer)
            throws IOException {
        Journal journal = new Journal(workspace);
        if (revision.changed()) {
            revised.put(journal, workspace, observer::note);
            revised.keep(folder, revision.undoes());
        }
        journal.commit(record.json(), note -> recorder.append(record));
        if (revision.changed()) {
            revised.tidy(workspace);
        }
    }

    private static RunRecord record(Revised revised, Revision revision, String reason, Instant now, Duration took) {
        Optional<TestReport> report = Optional.ofNullable(revision.tested());
        List<ScenarioResult> failures = report.map(TestReport::failures).orElse(List.of());
        int checks = report.map(seen -> seen.results().size()).orElse(0);
        List<String> changes =
                MemoryChange.between(
                                revised.before().image().bytes(),
                                revised.after().image().bytes())
                        .stream()
                        .map(MemoryChange::toString)
                        .toList();
        return new RunRecord(
                new RunRecord.Request(revision.runId(), now.toString(), revision.title(), "", AUTHOR),
                new RunRecord.Result(
                        revision.verdict(),
                        revision.changed() ? "" : Stage.TEST.label(),
                        revision.features(),
                        revision.title(),
                        List.of()),
                new RunRecord.Proof(
                        checks - failures.size(),
                        checks,
                        failures.stream()
                                .map(result -> "'" + result.name() + "': " + result.because())
                                .toList(),
                        revision.hint(),
                        failures.stream()
                                .findFirst()
                                .flatMap(ScenarioResult::screen)
                                .or(() -> report.flatMap(TestReport::bootScreen))
                                .map(TextScreen::rows)
                                .orElse(List.of())),
                new RunRecord.Cost(0, 0, took.toMillis()),
                new RunRecord.Change(List.of(), revision.changed() ? changes : List.of(), List.of(), "", ""),
                new RunStory("", "", "", List.of(), reason));
    }
}
