package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.json.Json;
import pxos.os.AddressRange;
import pxos.os.Attributes;
import pxos.os.TextScreen;
import pxos.pixel.RunRecord;
import pxos.pixel.picture.MemoryChange;
import pxos.proof.Discrimination;
import pxos.proof.ScenarioResult;
import pxos.proof.TestReport;

/** A run as the pixel network keeps it; the names are those of {@link RunRecord}. */
final class StoredRun {

    private final RunContext run;
    private final Optional<TestReport> tested;

    private StoredRun(RunContext run) {
        this.run = run;
        this.tested = run.proof().map(Discrimination::after);
    }

    static RunRecord of(RunContext run) {
        return RunRecord.parse(Json.write(new StoredRun(run)));
    }

    @JsonUnwrapped
    @JsonProperty
    RunFacts facts() {
        return RunFacts.of(run);
    }

    @JsonProperty
    String time() {
        return run.begin().started().toString();
    }

    @JsonProperty
    String milestone() {
        List<WorkItem> items = run.plan().items();
        return items.isEmpty() ? "" : items.get(items.size() - 1).milestone();
    }

    @JsonProperty
    String verdict() {
        return run.verdict();
    }

    /** The stage that failed; empty on success. */
    @JsonProperty
    String stage() {
        return run.failure().map(failure -> failure.stage().label()).orElse("");
    }

    /** What was built, or what was to be built where nothing was. */
    @JsonProperty
    List<String> features() {
        return run.built().isEmpty()
                ? run.plan().items().stream()
                        .map(WorkItem::feature)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : run.built().stream().map(BuiltFeature::name).toList();
    }

    @JsonProperty
    List<String> bytes() {
        return run.built().stream()
                .flatMap(built -> built.addresses().stream())
                .map(AddressRange::toString)
                .toList();
    }

    @JsonProperty
    int checksPassed() {
        return tested.map(report -> report.results().size() - report.failures().size())
                .orElse(0);
    }

    @JsonProperty
    int checksTotal() {
        return tested.map(report -> report.results().size()).orElse(0);
    }

    @JsonProperty
    List<String> evidence() {
        if (run.failure().isEmpty()) {
            return List.of();
        }
        List<String> failed = tested.map(TestReport::failures).orElse(List.of()).stream()
                .map(result -> "'" + result.name() + "': " + result.because())
                .toList();
        return failed.isEmpty() ? List.of(run.failure().get().message()) : failed;
    }

    @JsonProperty
    String hint() {
        return run.failure().map(RunFailure::hint).orElse("");
    }

    @JsonProperty
    long durationMs() {
        return run.course().took().toMillis();
    }

    @JsonProperty
    List<String> screen() {
        return screenSeen().map(TextScreen::rows).orElse(List.of());
    }

    @JsonProperty
    String attributes() {
        return screenSeen().map(Attributes::text).orElse("");
    }

    @JsonProperty
    List<String> screenBefore() {
        return screenWithout().map(TextScreen::rows).orElse(List.of());
    }

    @JsonProperty
    String attributesBefore() {
        return screenWithout().map(Attributes::text).orElse("");
    }

    /** The screen that tells most: the first failure's, else the one that shows the change. */
    private Optional<TextScreen> screenSeen() {
        return run.proof()
                .flatMap(proof -> proof.after().failures().stream()
                        .findFirst()
                        .flatMap(ScenarioResult::screen)
                        .or(() -> proof.showcase().map(Discrimination.Showcase::after))
                        .or(() -> proof.after().bootScreen()));
    }

    private Optional<TextScreen> screenWithout() {
        return run.proof().flatMap(Discrimination::showcase).map(Discrimination.Showcase::before);
    }

    @JsonProperty
    List<String> changes() {
        if (!run.changesWorkspace()) {
            return List.of();
        }
        return MemoryChange.between(
                        run.found().image().bytes(), run.work().image().bytes())
                .stream()
                .map(MemoryChange::toString)
                .toList();
    }

    /** What is new in the source: an instruction a line, with its address; the bytes after the first are left out. */
    @JsonProperty
    List<String> listing() {
        List<String> listing = new ArrayList<>();
        for (BuiltFeature built : run.changesWorkspace() ? run.built() : List.<BuiltFeature>of()) {
            listing.add(built.name() + ":");
            Listing.rows(run.work().source().feature(built.name()).stream().flatMap(block -> block.lines().stream()))
                    .stream()
                    .filter(Listing.Row::isInstruction)
                    .forEach(row -> listing.add(String.format("%04X  %s", row.address(), row.text())));
        }
        return listing;
    }
}
