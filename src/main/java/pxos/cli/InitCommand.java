package pxos.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pxos.workspace.StartingWorkspace;

/** Makes a workspace. */
@Command(name = "init", description = "Make a new workspace, as the program comes with it.")
final class InitCommand extends Subcommand {

    @Parameters(paramLabel = "DIR", description = "The folder to make; it must be empty or not exist.")
    private Path folder;

    @Override
    public Integer call() throws Exception {
        StartingWorkspace.copyTo(folder);
        if (json()) {
            writeJson(new Made(folder.toAbsolutePath().normalize().toString()));
            return 0;
        }
        out().println("Made a workspace in " + folder.toAbsolutePath().normalize());
        out().println("Next: pxos --workspace " + folder + " --goal \"Add backspace support\"");
        return 0;
    }

    /** What programs get. */
    private record Made(String workspace) {}
}
