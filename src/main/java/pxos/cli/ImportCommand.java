package pxos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Revision;
import pxos.workbench.Import;
import pxos.workspace.Workspace;

/** Takes a pxOS that built itself into the workspace. */
@Command(
        name = "import",
        description = {
            "Take a pxOS that was changed from within, with edit and build, into the workspace.",
            "It is booted and tested first; where a test fails, nothing is changed.",
        })
final class ImportCommand extends Subcommand {

    @Mixin
    private RevisionOptions options;

    @Override
    public Integer call() {
        Workspace workspace = workspace();
        Revision revision = new Revisions(Outside.of(environment()))
                .make(workspace, new Import(workspace), options.testing(), observer());
        if (json()) {
            writeJson(revision);
        } else {
            RevisionOptions.show(revision, out(), terminal());
        }
        return RevisionOptions.exitCode(revision);
    }
}
