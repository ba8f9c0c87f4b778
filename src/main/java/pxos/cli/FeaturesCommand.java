package pxos.cli;

import picocli.CommandLine.Command;
import pxos.pipeline.Services;
import pxos.workbench.FeatureInfo;
import pxos.workbench.FeatureInfo.FeatureList;
import pxos.workspace.Workspace;

/** Lists the features of the OS. */
@Command(name = "features", description = "List the features that the OS has, with what each takes and who wrote it.")
final class FeaturesCommand extends Subcommand {

    @Override
    public Integer call() {
        Workspace workspace = workspace();
        try (Services services = services(workspace)) {
            FeatureList list = FeatureInfo.list(services.analyzer().analyse(workspace), services.recipes());
            if (json()) {
                writeJson(list);
            } else {
                show(list);
            }
        }
        return 0;
    }

    private void show(FeatureList list) {
        if (list.features().isEmpty()) {
            out().println("The OS has no features yet. pxos goals lists what can be built.");
        }
        for (FeatureInfo feature : list.features()) {
            out().println(fitting(String.format(
                    "%-18s %4d bytes  %-16s %-14s %s",
                    feature.name(), feature.bytes(), feature.run(), feature.generator(), feature.title())));
        }
        out().println();
        GoalsCommand.zones(list.zones()).forEach(out()::println);
    }
}
