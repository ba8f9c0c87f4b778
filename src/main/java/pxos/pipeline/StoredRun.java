package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.source.ListedRow;
import pxos.os.AddressRange;
import pxos.os.Attributes;
import pxos.os.TextScreen;
import pxos.pixel.RunRecord;
import pxos.pixel.picture.MemoryChange;
import pxos.proof.Discrimination;
import pxos.proof.Discrimination.Showcase;
import pxos.proof.ScenarioResult;
import pxos.proof.TestReport;

/** A run as the pixel network keeps it. */
final class StoredRun {

    private StoredRun() {}

    static RunRecord of(RunContext run) {
        RunFacts facts = RunFacts.of(run);
        List<WorkItem> items = run.plan().items();
        Optional<TextScreen> seen = screen(run);
        Optional<TextScreen> before = showcase(run).map(Showcase::before);
        return new RunRecord(
                new RunRecord.Request(
                        facts.runId(),
                        run.begin().started().toString(),
                        facts.goal(),
                        items.isEmpty() ? "" : items.get(items.size() - 1).milestone(),
                        facts.generator()),
                result(run, facts),
                proof(run, facts, seen),
                new RunRecord.Cost(
                        facts.attempts(),
                        facts.tokens(),
                        run.course().took().toMillis(),
                        facts.promptTokens(),
                        facts.cachedTokens()),
                new RunRecord.Change(
                        before.map(TextScreen::rows).orElse(List.of()),
                        run.changesWorkspace() ? changes(run) : List.of(),
                        run.changesWorkspace() ? listing(run) : List.of(),
                        seen.map(Attributes::text).orElse(""),
                        before.map(Attributes::text).orElse("")),
                StoredStory.of(run, facts));
    }

    private static RunRecord.Result result(RunContext run, RunFacts facts) {
        return new RunRecord.Result(
                run.verdict(),
                run.failure().map(failure -> failure.stage().label()).orElse(""),
                features(run),
                facts.plan(),
                run.changesWorkspace()
                        ? run.built().stream()
                                .flatMap(built -> built.addresses().stream())
                                .map(AddressRange::toString)
                                .toList()
                        : List.of(),
                facts.remarks());
    }

    private static RunRecord.Proof proof(RunContext run, RunFacts facts, Optional<TextScreen> seen) {
        int checks = tested(run).map(report -> report.results().size()).orElse(0);
        int failed = tested(run).map(report -> report.failures().size()).orElse(0);
        return new RunRecord.Proof(
                checks - failed,
                checks,
                evidence(run),
                run.failure().map(RunFailure::hint).orElse(""),
                facts.strength(),
                seen.map(TextScreen::rows).orElse(List.of()),
                facts.noise());
    }

    private static Optional<TestReport> tested(RunContext run) {
        return run.proof().map(Discrimination::after);
    }

    /** What was built, or what was to be built where nothing was. */
    private static List<String> features(RunContext run) {
        return run.built().isEmpty()
                ? run.plan().items().stream()
                        .map(WorkItem::feature)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : run.built().stream().map(BuiltFeature::name).toList();
    }

    private static List<String> evidence(RunContext run) {
        if (run.failure().isEmpty()) {
            return List.of();
        }
        List<String> failed = tested(run).map(TestReport::failures).orElse(List.of()).stream()
                .map(result -> "'" + result.name() + "': " + result.because())
                .toList();
        return failed.isEmpty() ? List.of(run.failure().get().message()) : failed;
    }

    /** The screen that tells most: the first failure's, else the one that shows the change. */
    private static Optional<TextScreen> screen(RunContext run) {
        Optional<TextScreen> failed = tested(run).map(TestReport::failures).orElse(List.of()).stream()
                .findFirst()
                .flatMap(ScenarioResult::screen);
        return failed.or(() -> showcase(run).map(Showcase::after))
                .or(() -> run.failure().isEmpty() ? tested(run).flatMap(TestReport::bootScreen) : Optional.empty());
    }

    /** A run that failed shows nothing that works: what it built is not kept. */
    private static Optional<Showcase> showcase(RunContext run) {
        return run.failure().isEmpty() ? run.proof().flatMap(Discrimination::showcase) : Optional.empty();
    }

    private static List<String> changes(RunContext run) {
        return MemoryChange.between(
                        run.found().image().bytes(), run.work().image().bytes())
                .stream()
                .map(MemoryChange::toString)
                .toList();
    }

    /** What is new in the source: a label or an instruction a line, with its address. */
    private static List<String> listing(RunContext run) {
        List<String> listing = new ArrayList<>();
        for (BuiltFeature built : run.built()) {
            listing.add(built.name() + ":");
            ListedRow.of(run.work().source().feature(built.name()).stream().flatMap(block -> block.lines().stream()))
                    .forEach(row -> listing.add(
                            row.hasBytes()
                                    ? String.format("%04X  %s", row.address(), row.text())
                                    : String.format("%04X %s:", row.address(), row.text())));
        }
        return listing;
    }
}
