package pxos.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.source.SourceLine;
import pxos.os.AddressRange;
import pxos.os.Attributes;
import pxos.os.Hex;
import pxos.os.TextScreen;
import pxos.pixel.RunRecord;
import pxos.pixel.picture.MemoryChange;
import pxos.proof.Discrimination;
import pxos.proof.ScenarioResult;
import pxos.proof.TestReport;

/** A run as the pixel network keeps it. */
final class RunRecords {

    private RunRecords() {}

    static RunRecord of(RunOutcome outcome, Duration total) {
        RunContext context = outcome.context();
        Optional<TextScreen> screen = outcome.proof().flatMap(RunRecords::screen);
        Optional<TextScreen> screenBefore =
                outcome.proof().flatMap(Discrimination::showcase).map(Discrimination.Showcase::before);
        TestReport after = outcome.proof().map(Discrimination::after).orElse(null);
        boolean changed = outcome.changesWorkspace();
        return new RunRecord(
                new RunRecord.Request(
                        context.runId(),
                        context.started().toString(),
                        context.request().title(),
                        context.plan().isEmpty()
                                ? ""
                                : context.plan().get(context.plan().size() - 1).milestone(),
                        ResultJson.generator(outcome)),
                new RunRecord.Result(
                        outcome.verdict(),
                        outcome.failure()
                                .map(failure -> failure.stage().label())
                                .orElse(""),
                        features(context),
                        context.planText(),
                        written(context)),
                new RunRecord.Proof(
                        after == null
                                ? 0
                                : after.results().size() - after.failures().size(),
                        after == null ? 0 : after.results().size(),
                        evidence(outcome, after),
                        outcome.failure().map(RunFailure::hint).orElse(""),
                        screen.map(TextScreen::rows).orElse(List.of())),
                new RunRecord.Cost(outcome.codeAttempts(), outcome.tokens(), total.toMillis()),
                new RunRecord.Change(
                        screenBefore.map(TextScreen::rows).orElse(List.of()),
                        changed ? changes(context) : List.of(),
                        changed ? listing(context) : List.of(),
                        screen.map(Attributes::text).orElse(""),
                        screenBefore.map(Attributes::text).orElse("")));
    }

    private static List<String> features(RunContext context) {
        return context.built().isEmpty()
                ? context.plan().stream()
                        .map(WorkItem::feature)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : context.built().stream().map(BuiltFeature::name).toList();
    }

    private static List<String> written(RunContext context) {
        return context.built().stream()
                .flatMap(built -> built.addresses().stream())
                .map(AddressRange::toString)
                .toList();
    }

    private static List<String> changes(RunContext context) {
        return MemoryChange.between(
                        context.state().image().bytes(), context.image().bytes())
                .stream()
                .map(MemoryChange::toString)
                .toList();
    }

    /** What is new in the source: an instruction a line, with its address; the bytes after the first are left out. */
    private static List<String> listing(RunContext context) {
        List<String> listing = new ArrayList<>();
        for (BuiltFeature built : context.built()) {
            listing.add(built.name() + ":");
            context.source().feature(built.name()).stream()
                    .flatMap(block -> block.lines().stream())
                    .filter(RunRecords::beginsAnInstruction)
                    .forEach(line -> listing.add(describe((SourceLine.Write) line)));
        }
        return listing;
    }

    private static boolean beginsAnInstruction(SourceLine line) {
        return line instanceof SourceLine.Write write && !Listing.continuesAnInstruction(write);
    }

    private static String describe(SourceLine.Write write) {
        return Hex.of(write.address(), 4) + "  " + write.comment();
    }

    private static List<String> evidence(RunOutcome outcome, TestReport after) {
        if (outcome.failureOrNull() == null) {
            return List.of();
        }
        List<String> failed = after == null
                ? List.of()
                : after.failures().stream()
                        .map(result -> "'" + result.name() + "': " + result.because())
                        .toList();
        return failed.isEmpty() ? List.of(outcome.failureOrNull().message()) : failed;
    }

    /** The screen that tells most: the first failure's, else the one that shows the change. */
    private static Optional<TextScreen> screen(Discrimination proof) {
        return proof.after().failures().stream()
                .findFirst()
                .flatMap(ScenarioResult::screen)
                .or(() -> proof.showcase().map(Discrimination.Showcase::after))
                .or(() -> proof.after().bootScreen());
    }
}
