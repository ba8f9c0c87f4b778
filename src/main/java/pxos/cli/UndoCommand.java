package pxos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Revision;
import pxos.workbench.Undo;
import pxos.workspace.Workspace;

/** Takes back what a run changed. */
@Command(
        name = "undo",
        description = {
            "Take back what a run changed: the OS, its tests and the roadmap.",
            "The OS is booted and tested as it is then; where a test fails, nothing is changed.",
            "Undo again to go further back; undo an undoing to have the run again.",
        })
final class UndoCommand extends Subcommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = "last",
            description = "The run, such as run_1795438800 (default: last, the newest that is not undone).")
    private String run;

    @Mixin
    private RevisionOptions options;

    @Override
    public Integer call() {
        Workspace workspace = workspace();
        Revision revision = new Revisions(Outside.of(environment()))
                .make(workspace, new Undo(workspace, run), options.testing(), observer());
        if (json()) {
            writeJson(revision);
        } else {
            RevisionOptions.show(revision, out(), terminal());
        }
        return RevisionOptions.exitCode(revision);
    }
}
