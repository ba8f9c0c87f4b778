package pxos.workspace;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import pxos.Problem;

/**
 * Finds the workspace to work on where none is named: the folder itself, or the nearest one above it, as git does; else the
 * user's own, which is made when it is first needed. The folder of the program holds one, too, but only for copies: a clone
 * stays as it is.
 *
 * @param environment {@code PXOS_HOME} names the folder of the program, {@code XDG_DATA_HOME} or {@code HOME} where a user's
 *     data is (XDG Base Directory Specification)
 */
public record WorkspaceSearch(Map<String, String> environment) {

    private static final String NAME = "pxos";
    private static final String SOURCES = "src/main/java/pxos/cli/Main.java";
    private static final String HOW_TO_GET_ONE = "Make one with pxos init DIR, and give it with --workspace DIR.";

    /**
     * The workspace that was found.
     *
     * @param folder where it is
     * @param made whether it was made just now
     */
    public record Found(Path folder, boolean made) {}

    /**
     * @param here an absolute folder
     * @throws Problem where there is none, and none can be made
     */
    public Found from(Path here) {
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(new Workspace(folder).source())
                    && !isProgram(folder)
                    && (folder.equals(here) || isOwn(folder))) {
                return new Found(folder, false);
            }
        }
        return users();
    }

    private boolean isProgram(Path folder) {
        String program = environment.getOrDefault("PXOS_HOME", "");
        if (Files.exists(folder.resolve(SOURCES))) {
            // java -jar says nothing of its home.
            return true;
        }
        try {
            return !program.isEmpty() && Files.isSameFile(folder, Path.of(program));
        } catch (IOException e) {
            return false;
        }
    }

    /** A folder above could be anybody's, such as one in /tmp. */
    private static boolean isOwn(Path folder) {
        try {
            return Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Found users() {
        Path folder = dataFolder()
                .orElseThrow(
                        () -> Problem.input("there is no workspace here, and HOME names no folder", HOW_TO_GET_ONE))
                .resolve(NAME);
        if (Files.exists(new Workspace(folder).source())) {
            return new Found(folder, false);
        }
        try {
            Files.createDirectories(folder.getParent());
            make(folder);
            return new Found(folder, true);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.INPUT,
                    "there is no workspace here, and none can be made in " + folder + ": " + Problem.reason(e),
                    HOW_TO_GET_ONE,
                    e);
        }
    }

    private Optional<Path> dataFolder() {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        if (data.startsWith("/")) {
            return Optional.of(Path.of(data));
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".local", "share"));
    }

    /** Two programs may do this at the same time; each sees a whole workspace. */
    private static void make(Path folder) throws IOException {
        Path fresh = Files.createTempDirectory(folder.getParent(), NAME + ".new-");
        try {
            StartingWorkspace.copyTo(fresh);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.exists(new Workspace(folder).source())) {
                throw e;
            }
        } finally {
            Journal.delete(fresh);
        }
    }
}
