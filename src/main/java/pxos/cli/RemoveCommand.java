package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pxos.pipeline.Revisions.Plan;
import pxos.workbench.Removal;
import pxos.workspace.Workspace;

/** Takes features out of the OS. */
@Command(
        name = "remove",
        description = {
            "Take a feature out of the OS, with everything that does not work without it.",
            "What is left is booted and tested; where a test fails, nothing is changed.",
        })
final class RemoveCommand extends RevisionCommand {

    @Parameters(arity = "1..*", paramLabel = "FEATURE", description = "The feature, such as help; or several.")
    private List<String> features;

    @Override
    Plan plan(Workspace workspace) {
        return new Removal(features);
    }
}
