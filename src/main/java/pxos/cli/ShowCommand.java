package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pxos.pipeline.Services;
import pxos.scenario.Scenario;
import pxos.workbench.FeatureInfo;
import pxos.workspace.Workspace;

/** Shows a feature of the OS in full. */
@Command(name = "show", description = "Show a feature: who wrote it, its listing with labels, and its tests.")
final class ShowCommand extends Subcommand {

    @Parameters(paramLabel = "FEATURE", description = "The feature, such as help.")
    private String feature;

    @Override
    public Integer call() {
        Workspace workspace = workspace();
        try (Services services = services(workspace)) {
            FeatureInfo view = FeatureInfo.show(feature, services.analyzer().analyse(workspace), services.recipes());
            if (json()) {
                writeJson(view);
            } else {
                show(view);
            }
        }
        return 0;
    }

    private void show(FeatureInfo view) {
        out().println(view.name() + ": " + view.title());
        fact("written by", view.generator());
        fact("run", view.run());
        fact("milestone", view.milestone());
        fact("bytes", view.bytes() + " at " + String.join(", ", view.addresses()));
        fact("attached to", String.join(", ", view.hooks()));
        fact("needs", String.join(", ", view.needs()));
        fact("needed by", String.join(", ", view.neededBy()));
        out().println();
        view.listing().forEach(this::show);
        view.tests().forEach(this::show);
    }

    private void fact(String name, String value) {
        if (!value.isBlank()) {
            out().printf("  %-12s %s%n", name, value);
        }
    }

    private void show(FeatureInfo.Row row) {
        if (row.bytes().isEmpty()) {
            out().println(row.text() + ":");
        } else {
            out().printf("    %s  %-18s %s%n", row.address(), row.bytes(), row.text());
        }
    }

    private void show(Scenario test) {
        out().println();
        out().println("test: " + test.name());
        test.disk().forEach(item -> out().println("    disk    " + item));
        test.steps().forEach(step -> {
            if (!step.keys().isEmpty()) {
                out().println("    keys    " + step.keys());
            }
            List<String> expected = step.expect();
            expected.forEach(expectation -> out().println("    expect  " + expectation));
        });
    }
}
