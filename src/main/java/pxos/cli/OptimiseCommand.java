package pxos.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem.Kind;
import pxos.model.CodingModel;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Revision;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.Services;
import pxos.pipeline.SmallerVersions.Asking;
import pxos.pipeline.SmallerVersions.Offer;
import pxos.proof.strength.Sameness.Compared;
import pxos.workbench.Optimiser;
import pxos.workbench.Optimiser.Optimised;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** Makes features smaller without changing what they do. */
@Command(
        name = "optimise",
        description = {
            "Make features smaller without changing what they do: unused code is removed, known values are not"
                    + " loaded again, equal code and equal texts are kept once, instructions take their shorter form.",
            "A smaller feature is kept only if random sessions of keys show the same without and with it, in the second"
                    + " machine and in QEMU, and every scenario passes. It is a run: pxos undo brings the old one back.",
            "A language model is asked for its own smaller versions; they are held to the same.",
        })
final class OptimiseCommand extends Subcommand {

    private static final int MOST_SESSIONS = 100_000;

    @Parameters(arity = "0..*", paramLabel = "FEATURE", description = "The features (default: all).")
    private final List<String> features = new ArrayList<>();

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "300",
            description = "Random sessions to compare in the second machine (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--in-qemu",
            paramLabel = "N",
            defaultValue = "20",
            description = "Sessions to compare in QEMU (default: ${DEFAULT-VALUE}).")
    private int judged;

    @Option(names = "--dry-run", description = "Say what could be saved, and change nothing.")
    private boolean dryRun;

    @Mixin
    private RevisionOptions options;

    @Mixin
    private AuthorOptions authors;

    @Override
    public Integer call() throws Exception {
        authors.check();
        requireInRange("--sessions", sessions, 1, MOST_SESSIONS);
        requireInRange("--in-qemu", judged, 1, MOST_SESSIONS);
        Workspace workspace = workspace();
        Optimised found = optimised(workspace);
        boolean differs = !found.compared().difference().isEmpty()
                || !found.judged().difference().isEmpty();
        if (found.features().isEmpty() || differs || dryRun) {
            tell(found, null);
            return differs ? Kind.CHECKS.exitCode() : 0;
        }
        Revision revision =
                new Revisions(Outside.of(environment())).make(workspace, found.plan(), options.testing(), observer());
        tell(found, revision);
        return RevisionOptions.exitCode(revision);
    }

    private Optimised optimised(Workspace workspace) throws IOException {
        Authors asked = authors.of(Settings.of(environment(), workspace));
        try (Services services = services(workspace)) {
            List<CodingModel> models = services.languageModels(asked);
            try {
                return new Optimiser(sessions, judged)
                        .optimise(
                                services.analyzer().analyse(workspace),
                                services,
                                features,
                                new Asking(models, asked.attempts(), asked.candidates()));
            } finally {
                models.forEach(CodingModel::close);
            }
        }
    }

    /** @param revision null where nothing was changed */
    private void tell(Optimised found, Revision revision) {
        if (json()) {
            writeJson(Told.of(found, revision));
            return;
        }
        found.features().forEach(each -> {
            out().printf("%-18s %5d -> %d bytes%n", each.block().name(), each.before(), each.after());
            if (verbose()) {
                each.rewrites().forEach(line -> out().println("    " + line));
            }
        });
        found.offers()
                .forEach(offer -> out().println(offer.model() + ", " + offer.feature() + ": "
                        + (offer.refused().isEmpty() ? offer.sizeBytes() + " bytes" : "not kept, " + offer.refused())));
        found.refused().forEach(line -> out().println("not kept, shows something else: " + line));
        if (!found.leftAlone().isEmpty()) {
            out().println(
                            "left alone, since they change their own code, or hold values that may be addresses or numbers: "
                                    + String.join(", ", found.leftAlone()));
        }
        if (found.features().isEmpty()) {
            out().println("Nothing smaller was found.");
            return;
        }
        sessions("the second machine", found.compared());
        sessions("QEMU", found.judged());
        if (revision == null) {
            out().println(found.savedBytes() + " bytes could be saved; nothing was changed.");
        } else {
            int scenarios =
                    revision.tested() == null ? 0 : revision.tested().results().size();
            out().println("Equal in "
                    + (found.compared().equal() + found.judged().equal()) + " sessions and " + scenarios
                    + " scenarios.");
            RevisionOptions.show(revision, out(), terminal());
        }
    }

    private void sessions(String where, Compared compared) {
        String unknown = compared.unknown() == 0 ? "" : ", " + compared.unknown() + " it cannot tell of";
        out().println(
                        compared.difference().isEmpty()
                                ? "In " + where + ": " + compared.equal() + " sessions equal" + unknown
                                : "In " + where + " this shows something else: " + compared.difference());
    }

    /**
     * What programs get.
     *
     * @param refused features that were smaller and showed something else
     * @param leftAlone features of which it is not certain which bytes are addresses
     * @param revision the run; null where nothing was changed
     * @param offers what language models wrote
     */
    private record Told(
            int savedBytes,
            List<Feature> features,
            List<String> refused,
            List<String> leftAlone,
            Compared sessions,
            Compared sessionsInQemu,
            int scenarios,
            Revision revision,
            List<Offer> offers) {
        static Told of(Optimised found, Revision revision) {
            return new Told(
                    found.savedBytes(),
                    found.features().stream()
                            .map(each -> new Feature(each.block().name(), each.before(), each.after(), each.rewrites()))
                            .toList(),
                    found.refused(),
                    found.leftAlone(),
                    found.compared(),
                    found.judged(),
                    revision == null || revision.tested() == null
                            ? 0
                            : revision.tested().results().size(),
                    revision,
                    found.offers());
        }
    }

    private record Feature(String name, int bytesBefore, int bytesAfter, List<String> rewrites) {}
}
