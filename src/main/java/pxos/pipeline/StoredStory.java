package pxos.pipeline;

import java.util.List;
import java.util.Optional;
import pxos.os.Attributes;
import pxos.os.TextScreen;
import pxos.pixel.RunStory;
import pxos.proof.Discrimination;
import pxos.proof.Discrimination.Showcase;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.scenario.Scenario;

/** What a page tells of a run: its title, what its screens show, and each feature with its own. */
final class StoredStory {

    private StoredStory() {}

    static RunStory of(RunContext run, RunFacts facts) {
        Optional<ScenarioResult> failed =
                run.proof().flatMap(proof -> proof.after().failures().stream().findFirst());
        String shows = failed.map(ScenarioResult::name)
                .or(() -> run.proof().flatMap(Discrimination::showcase).map(Showcase::scenario))
                .orElse("");
        String keys = failed.flatMap(ScenarioResult::evidence)
                .map(Evidence::keys)
                .orElseGet(() -> scenario(run, shows).map(Scenario::keys).orElse(""));
        return new RunStory(
                facts.title(),
                shows,
                keys,
                run.built().stream().map(StoredStory::built).toList(),
                facts.reason());
    }

    private static Optional<Scenario> scenario(RunContext run, String name) {
        return run.built().stream()
                .flatMap(built -> built.scenario(name).stream())
                .findFirst();
    }

    private static RunStory.Built built(BuiltFeature feature) {
        Optional<Showcase> showcase = Optional.ofNullable(feature.proofOrNull()).flatMap(Discrimination::showcase);
        Optional<TextScreen> before = showcase.map(Showcase::before);
        Optional<TextScreen> after = showcase.map(Showcase::after);
        return new RunStory.Built(
                feature.name(),
                feature.goal(),
                feature.generator(),
                feature.verdict(),
                showcase.map(Showcase::scenario).orElse(""),
                showcase.flatMap(shown -> feature.scenario(shown.scenario()))
                        .map(Scenario::keys)
                        .orElse(""),
                before.map(StoredStory::rows).orElse(List.of()),
                after.map(StoredStory::rows).orElse(List.of()),
                before.map(Attributes::text).orElse(""),
                after.map(Attributes::text).orElse(""));
    }

    /** The rows down to the last one with text. */
    private static List<String> rows(TextScreen screen) {
        List<String> rows = screen.rows();
        int end = rows.size();
        while (end > 0 && rows.get(end - 1).isEmpty()) {
            end--;
        }
        return rows.subList(0, end);
    }
}
