package pxos.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.workbench.Settings;
import pxos.workspace.Workspace;

/** Shows and changes what is settled for all runs. */
@Command(
        name = "config",
        description = {
            "Show the settings, and where each comes from: an option wins over a variable, a variable over"
                    + " the file of the workspace, and that over the file of the user.",
            "With KEY=VALUE, write it into the user's file; with nothing after the sign, remove it.",
        })
final class ConfigCommand extends Subcommand {

    @Parameters(arity = "0..*", paramLabel = "KEY=VALUE", description = "Such as model=qwen2.5-coder-7b.")
    private List<String> assignments = List.of();

    @Option(names = "--here", description = "Write into the file of the workspace instead.")
    private boolean here;

    @Override
    public Integer call() throws IOException {
        Workspace workspace = workspace();
        if (!assignments.isEmpty()) {
            Optional<Path> file = here ? Optional.empty() : Settings.userFile(environment());
            if (!here && file.isEmpty()) {
                throw Problem.input("HOME names no folder for the user's file", "--here writes into the workspace's.");
            }
            for (String assignment : assignments) {
                if (here) {
                    Settings.setHere(workspace, assignment);
                } else {
                    Settings.set(file.orElseThrow(), assignment);
                }
            }
        }
        Settings settings = Settings.of(environment(), workspace);
        settings.llm();
        if (json()) {
            writeJson(settings);
        } else {
            settings.values()
                    .forEach(setting -> out().printf(
                                    "%-7s %-36s %s%n", setting.key(), setting.value(), "(" + setting.from() + ")"));
        }
        return 0;
    }
}
