package pxos.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pxos.workspace.StartingWorkspace;

/** Makes a workspace. */
@Command(name = "init", description = "Make a new workspace, as the program comes with it.")
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to make; it must be empty or not exist.")
    private Path folder;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        StartingWorkspace.copyTo(folder);
        spec.commandLine()
                .getOut()
                .println("Made a workspace in " + folder.toAbsolutePath().normalize());
        spec.commandLine().getOut().println("Next: pxos --workspace " + folder + " --goal \"Add backspace support\"");
        return 0;
    }
}
