package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import pxos.Problem.Kind;
import pxos.pipeline.SelfCheck;
import pxos.pipeline.SelfCheck.Finding;
import pxos.pipeline.Services;
import pxos.workspace.Workspace;

/** Shows that pxOS builds itself. */
@Command(
        name = "selfcheck",
        description = {
            "Build pxOS in pxOS, then build it again in the pxOS that came out, from floppy and from IDE.",
            "Both must be what the host builds, byte for byte.",
        })
final class SelfcheckCommand extends Subcommand {

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        try (Services services = services(workspace)) {
            List<Finding> findings = SelfCheck.of(services.analyzer().analyse(workspace), workspace.image())
                    .findings(services.tester());
            if (json()) {
                writeJson(findings);
            } else {
                findings.forEach(finding -> out().println((finding.isSame() ? "same   " : "DIFFER ")
                        + finding.what()
                        + (finding.isSame() ? "" : ": " + finding.difference())));
            }
            return findings.stream().allMatch(Finding::isSame) ? 0 : Kind.CHECKS.exitCode();
        }
    }
}
