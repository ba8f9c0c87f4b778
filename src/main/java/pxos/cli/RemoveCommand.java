package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Revision;
import pxos.workbench.Removal;

/** Takes features out of the OS. */
@Command(
        name = "remove",
        description = {
            "Take a feature out of the OS, with everything that does not work without it.",
            "What is left is booted and tested; where a test fails, nothing is changed.",
        })
final class RemoveCommand extends Subcommand {

    @Parameters(arity = "1..*", paramLabel = "FEATURE", description = "The feature, such as help; or several.")
    private List<String> features;

    @Mixin
    private RevisionOptions options;

    @Override
    public Integer call() {
        Revision revision = new Revisions(Outside.of(environment()))
                .make(workspace(), new Removal(features), options.testing(), observer());
        if (json()) {
            writeJson(revision);
        } else {
            RevisionOptions.show(revision, out(), terminal());
        }
        return RevisionOptions.exitCode(revision);
    }
}
