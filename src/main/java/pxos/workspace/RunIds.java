package pxos.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Gives every run of a workspace an id of its own: {@code run_<epoch seconds>}. */
public final class RunIds {

    private RunIds() {}

    /**
     * The id for a run that begins at {@code now}: its second, or the first one after it that no run has yet. Call it
     * under the workspace's lock.
     */
    public static String next(Workspace workspace, Instant now) throws IOException {
        Path runs = Files.createDirectories(workspace.state().resolve("runs"));
        long second = now.getEpochSecond();
        while (Files.exists(runs.resolve("run_" + second))) {
            second++;
        }
        Files.createDirectories(runs.resolve("run_" + second));
        return "run_" + second;
    }

    /** Takes back what a run has in its folder, when the run itself could not be written down; what resists stays. */
    public static void takeBack(Workspace workspace, String id) {
        try {
            Journal.delete(workspace.runFolder(id));
        } catch (IOException e) {
            // The failure that this belongs to is reported, and says more.
        }
    }
}
