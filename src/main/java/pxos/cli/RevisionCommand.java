package pxos.cli;

import picocli.CommandLine.Mixin;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Revision;
import pxos.workspace.Workspace;

/** A command that changes an OS without building anything: the change is tested, and is a run that can be undone. */
abstract class RevisionCommand extends Subcommand {

    @Mixin
    private RevisionOptions options;

    /** What is to be changed. */
    abstract Plan plan(Workspace workspace);

    @Override
    public final Integer call() {
        Workspace workspace = workspace();
        Revision revision = new Revisions(Outside.of(environment()))
                .make(workspace, plan(workspace), options.testing(), observer());
        if (json()) {
            writeJson(revision);
        } else {
            RevisionOptions.show(revision, out(), terminal());
        }
        return RevisionOptions.exitCode(revision);
    }
}
