package pxos.cli;

import java.io.PrintWriter;
import java.time.Instant;
import pxos.model.Request;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunObserver;
import pxos.workspace.Workspace;
import pxos.workspace.WorkspaceException;

/** Shows the prompts of a goal; sends nothing and changes nothing. */
final class DryRun {

    private static final String NO_RUN = "run_0";

    private final PxosCommand command;
    private final RunOptions options;
    private final PrintWriter out;

    DryRun(PxosCommand command, PrintWriter out) {
        this.command = command;
        this.options = command.options();
        this.out = out;
    }

    int show() throws WorkspaceException, RunFailedException {
        Workspace workspace = command.shared().workspace();
        Services services = new Services(workspace, options, RunObserver.SILENT, command.environment());
        RunContext begun = RunContext.begin(options.request(), NO_RUN, Instant.now());
        for (Request request : services.pipeline(true).requests(begun, workspace)) {
            show(request.purpose().name(), new PromptWriter().write(request, options.contextTokens()));
        }
        out.flush();
        return 0;
    }

    private void show(String purpose, Prompt prompt) {
        out.printf(
                "=== %s: about %d tokens of %d%s%n",
                purpose,
                prompt.estimatedTokens(),
                prompt.budgetTokens(),
                prompt.cut().isEmpty() ? "" : "; shortened: " + String.join(", ", prompt.cut()));
        out.println("--- system");
        out.println(prompt.system());
        out.println("--- user");
        out.println(prompt.user());
    }
}
