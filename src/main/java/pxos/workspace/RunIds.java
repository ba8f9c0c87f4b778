package pxos.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Gives every run of a workspace an id of its own: {@code run_<epoch seconds>}. */
public final class RunIds {

    private RunIds() {}

    /**
     * The id for a run that begins at {@code now}: its second, or the next one that no run has yet. Call it
     * with the workspace locked.
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

    /** Deletes the folder of a run that could not be recorded; files that cannot be deleted stay. */
    public static void takeBack(Workspace workspace, String id) {
        try {
            Journal.delete(workspace.runFolder(id));
        } catch (IOException e) {
            // The failure that led here is reported, and says more.
        }
    }
}
