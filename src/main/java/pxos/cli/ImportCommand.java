package pxos.cli;

import picocli.CommandLine.Command;
import pxos.pipeline.Revisions.Plan;
import pxos.workbench.Import;
import pxos.workspace.Workspace;

/** Takes a pxOS that built itself into the workspace. */
@Command(
        name = "import",
        description = {
            "Take a pxOS that was changed from within, with edit and build, into the workspace.",
            "It is booted and tested first; where a test fails, nothing is changed.",
        })
final class ImportCommand extends RevisionCommand {

    @Override
    Plan plan(Workspace workspace) {
        return new Import(workspace);
    }
}
