package pxos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import pxos.workspace.Workspace;

/** Finds the workspace: the one given, else the current folder, else the folder of the program. */
final class Workspaces {

    /** Set by {@code bin/pxos}. */
    static final String HOME_VARIABLE = "PXOS_HOME";

    private Workspaces() {}

    static Workspace open(Path given) {
        if (given != null) {
            return Workspace.open(given);
        }
        Path here = Path.of("");
        Optional<Path> home = Optional.ofNullable(System.getenv(HOME_VARIABLE)).map(Path::of);
        boolean isOne = Files.exists(new Workspace(here).source());
        return Workspace.open(isOne ? here : home.orElse(here));
    }
}
