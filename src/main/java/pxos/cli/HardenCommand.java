package pxos.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.json.Json;
import pxos.model.CodingModel;
import pxos.pipeline.Hardening;
import pxos.pipeline.Hardening.Hardened;
import pxos.pipeline.Hardening.Offer;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.Runs;
import pxos.pipeline.Services;
import pxos.proof.strength.Strength;
import pxos.scenario.Scenario;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** Shows how strong the tests of features are, and finds tests that make them stronger. */
@Command(
        name = "harden",
        description = {
            "Show how strong the tests of each feature are: how much of its code they execute, and how many small"
                    + " changes to it (mutants) they notice.",
            "With FEATURE: list the changes that no test notices, and look for tests that do. A language model is asked for"
                    + " tests of what the search leaves open.",
        })
final class HardenCommand extends Subcommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "FEATURE", description = "The feature to find tests for.")
    private String feature;

    @Option(names = "--keep", description = "Keep the tests that are found, in pxos-v1.0/scenarios.")
    private boolean keep;

    @Mixin
    private AuthorOptions authors;

    @Override
    public Integer call() throws Exception {
        authors.check();
        Workspace workspace = workspace();
        try (Services services = services(workspace)) {
            OsState state = services.analyzer().analyse(workspace);
            Hardening hardening = services.hardening(state);
            if (feature == null && json()) {
                writeJson(new Listed(hardening.features().stream()
                        .map(name -> Figures.of(name, hardening.strength(name)))
                        .toList()));
                return 0;
            }
            if (feature == null) {
                hardening.features().forEach(name -> out().println(line(name, hardening.strength(name))));
                return 0;
            }
            Hardened hardened = harden(workspace, services, hardening);
            boolean keeps = keep && !hardened.generated().isEmpty();
            if (json()) {
                writeJson(new Found(
                        Figures.of(feature, hardened.before()),
                        Figures.of(feature, hardened.after()),
                        hardened.generated(),
                        hardened.refused(),
                        keeps,
                        hardened.offers()));
            } else {
                show(hardened);
            }
            if (keeps) {
                keep(workspace, hardened);
            }
        }
        return 0;
    }

    private Hardened harden(Workspace workspace, Services services, Hardening hardening) {
        Authors asked = authors.of(Settings.of(environment(), workspace));
        List<CodingModel> models = services.languageModels(asked);
        try {
            return hardening.harden(feature, models, asked.attempts());
        } finally {
            models.forEach(CodingModel::close);
        }
    }

    /** What programs get of all features. */
    private record Listed(List<Figures> features) {}

    /**
     * What programs get of one feature.
     *
     * @param refused tests that were found and do not pass everywhere
     * @param kept whether the generated tests are kept in the workspace
     * @param offers what language models wrote
     */
    private record Found(
            Figures before, Figures after, List<Scenario> generated, int refused, boolean kept, List<Offer> offers) {}

    /**
     * How strong the tests of a feature are.
     *
     * @param unknown mutants of which only QEMU could tell
     * @param survivors mutants that no test notices, in words
     * @param equivalent those that none has to notice
     */
    private record Figures(
            String feature,
            int instructions,
            int executedPercent,
            int mutants,
            int caught,
            int caughtPercent,
            int unknown,
            List<String> notExecuted,
            List<String> survivors,
            List<Equivalent> equivalent) {
        static Figures of(String feature, Strength strength) {
            return new Figures(
                    feature,
                    strength.instructions(),
                    strength.executedPercent(),
                    strength.mutants(),
                    strength.caught(),
                    strength.caughtPercent(),
                    strength.unknown(),
                    strength.notExecuted().stream().map(Object::toString).toList(),
                    strength.survivors().stream().map(Object::toString).toList(),
                    strength.excused().stream()
                            .map(one -> new Equivalent(one.mutant().toString(), one.reason()))
                            .toList());
        }
    }

    /** A mutant that no test has to notice. */
    private record Equivalent(String mutant, String reason) {}

    private static String line(String name, Strength strength) {
        String open = strength.unknown() == 0 ? "" : "; only QEMU could tell of " + strength.unknown();
        return String.format("%-18s %3d %%  %s%s", name, strength.caughtPercent(), strength, open);
    }

    private void show(Hardened hardened) {
        Strength after = hardened.after();
        out().println(line(feature, hardened.before()));
        list("No test executes:", after.notExecuted());
        int more = after.caught() - hardened.before().caught();
        if (!hardened.generated().isEmpty()) {
            out().printf(
                            "%n%d generated tests notice %d more; they pin what the code does now:%n%n",
                            hardened.generated().size(), more);
            out().println(Json.writeIndented(hardened.generated()));
        }
        hardened.offers()
                .forEach(offer -> out().printf(
                                "%s wrote %d tests; %d of them notice more.%n",
                                offer.model(), offer.tests(), offer.sharper()));
        if (hardened.refused() > 0) {
            out().println(hardened.refused() + " more were found that do not pass everywhere.");
        }
        list("No test notices, generated ones included:", after.survivors());
        list("No test has to notice, because", after.excused());
        out().println();
        out().println(line("with them", after));
        if (!keep && !hardened.generated().isEmpty()) {
            out().println("--keep keeps them.");
        }
    }

    private void list(String title, List<?> lines) {
        if (!lines.isEmpty()) {
            out().println();
            out().println(title);
            lines.forEach(line -> out().println("  " + line));
        }
    }

    private void keep(Workspace workspace, Hardened hardened) throws IOException {
        new Runs(Outside.of(environment())).keepTests(workspace, feature, hardened.generated(), observer());
        if (!json()) {
            out().println("Kept them in " + workspace.keptTests(feature));
        }
    }
}
