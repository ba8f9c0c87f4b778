package pxos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pxos.pipeline.Revisions.Plan;
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
final class UndoCommand extends RevisionCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = "last",
            description = "The run, such as run_1795438800 (default: last, the newest that is not undone).")
    private String run;

    @Override
    Plan plan(Workspace workspace) {
        return new Undo(workspace, run);
    }
}
