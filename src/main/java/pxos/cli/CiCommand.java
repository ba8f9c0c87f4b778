package pxos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a workflow that lets the pxOS of a repository grow. */
@Command(
        name = "ci",
        description = {
            "Print a GitHub workflow that lets the pxOS of a repository grow: each day it builds the next milestone, commits"
                    + " what was proved, and opens an issue with the evidence where something failed.",
            "Save it as .github/workflows/pxos.yml.",
        })
final class CiCommand extends Subcommand {

    @Option(
            names = "--action",
            paramLabel = "REPOSITORY",
            defaultValue = "OWNER/pxos-orchestrator@v1",
            description = "Where the action is (default: ${DEFAULT-VALUE}).")
    private String action;

    @Override
    boolean givesJson() {
        return false;
    }

    @Override
    public Integer call() throws IOException {
        try (var workflow = CiCommand.class.getResourceAsStream("/ci/grow.yml")) {
            String text = new String(workflow.readAllBytes(), StandardCharsets.UTF_8);
            out().print(text.replace("OWNER/pxos-orchestrator@v1", action));
        }
        return 0;
    }
}
