package pxos.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import pxos.pipeline.Outside;
import pxos.tools.Agents;

/** Serves coding agents. */
@Command(
        name = "mcp",
        description = {
            "Serve coding agents such as Gemini CLI, Codex or LM Studio: a server of the Model Context Protocol over stdin"
                    + " and stdout.",
            "With --workspace DIR, a pxOS is made in DIR/pxos if DIR is not one.",
        })
final class McpCommand extends Subcommand {

    @Override
    boolean givesJson() {
        return false;
    }

    @Override
    public Integer call() throws Exception {
        // Nothing but messages may stand on stdout, whatever else wants to print.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        Path folder = shared().folderForAgents(environment(), err());
        try (Agents agents = new Agents(folder, shared().isGiven(), environment(), Outside.of(environment()))) {
            agents.serve(PxosCommand.Version.number(), new FileInputStream(FileDescriptor.in), out, err());
        }
        return 0;
    }
}
