package pxos.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.file.LockFile;

/**
 * A folder with a pxOS in it.
 *
 * <pre>
 *   pxos-v1.0/pxos_commands.txt     the OS source
 *   pxos-v1.0/pxos.bin              the image built from it
 *   pxos-v1.0/pxos.img              a 1.44 MB FAT12 floppy with that image in its reserved sectors; people's files
 *   pxos-v1.0/files/                what the project puts onto that floppy
 *   pxos-v1.0/scenarios/*.json      tests of verified features, kept for regression
 *   milestones/PXOS_ROADMAP.md      the goal registry
 *   primitives/*.json               templates; primitives/recipes/*.json recipes, primitives/patterns/*.json patterns
 *   schemas/*.json                  what a model's answers must look like
 *   pxvm/networks/pxos_autobuild.png   the pixel network
 *   build_report.json               result of the newest run
 *   .pxos/                          lock, journal and the folders of single runs
 * </pre>
 *
 * @param root the folder, absolute
 */
public record Workspace(Path root) {

    private static final String HOW_TO_GET_ONE =
            "Give a workspace with --workspace DIR, or make one with: pxos init DIR";

    /** Names under which a floppy is kept that another one takes the place of. */
    private static final Pattern KEPT_DISK = Pattern.compile("pxos\\.kept-[1-9][0-9]{0,8}\\.img");

    public Workspace {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The workspace in {@code folder}.
     *
     * @throws Problem naming what is missing, when the folder is not one; or what in it leads out of it
     */
    public static Workspace open(Path folder) {
        Workspace workspace = new Workspace(folder);
        if (!Files.isDirectory(workspace.root)) {
            throw Problem.input("there is no folder " + workspace.root, HOW_TO_GET_ONE);
        }
        for (Path needed :
                List.of(workspace.source(), workspace.roadmap(), workspace.primitives(), workspace.schemas())) {
            if (!Files.exists(needed)) {
                throw Problem.input(
                        workspace.root + " is not a pxOS workspace: it has no " + workspace.root.relativize(needed),
                        HOW_TO_GET_ONE);
            }
        }
        Enclosure.check(workspace);
        return workspace;
    }

    /**
     * Makes runs in this workspace take turns.
     *
     * @param patience how long to wait at most for another run to end
     * @param waiting called once if there is one
     * @throws Problem when the other run does not end in time, or the folder cannot be written
     */
    public LockFile lock(Duration patience, Runnable waiting) {
        try {
            Files.createDirectories(state());
            return LockFile.take(state().resolve("lock"), patience, waiting)
                    .orElseThrow(() -> Problem.input(
                            "another run holds this workspace for more than " + patience.toSeconds() + " s",
                            "Wait for it to end, or use another workspace."));
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.INPUT,
                    "cannot write in " + state() + ": " + Problem.reason(e),
                    "The workspace must be writable, with space left on its disk.",
                    e);
        }
    }

    public Path source() {
        return os().resolve("pxos_commands.txt");
    }

    public Path image() {
        return os().resolve("pxos.bin");
    }

    /** The floppy that people use. */
    public Path disk() {
        return os().resolve("pxos.img");
    }

    public Path files() {
        return os().resolve("files");
    }

    public Path scenarios() {
        return os().resolve("scenarios");
    }

    /** Tests kept of a feature. */
    public Path keptTests(String feature) {
        return scenarios().resolve(feature + ".json");
    }

    public Path os() {
        return root.resolve("pxos-v1.0");
    }

    public Path roadmap() {
        return root.resolve("milestones").resolve("PXOS_ROADMAP.md");
    }

    public Path primitives() {
        return root.resolve("primitives");
    }

    public Path recipes() {
        return primitives().resolve("recipes");
    }

    public Path schemas() {
        return root.resolve("schemas");
    }

    public Path network() {
        return root.resolve("pxvm").resolve("networks").resolve("pxos_autobuild.png");
    }

    public Path report() {
        return root.resolve("build_report.json");
    }

    /** Whether a run may change this file: one in the list above that it makes or brings up to date. */
    boolean isWrittenByRuns(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean keptDisk =
                file.equals(os().resolve(name)) && KEPT_DISK.matcher(name).matches();
        boolean test = file.equals(scenarios().resolve(name)) && name.endsWith(".json");
        return keptDisk
                || test
                || List.of(source(), image(), disk(), roadmap(), report()).contains(file);
    }

    /** The program's own files. */
    public Path state() {
        return root.resolve(".pxos");
    }

    /** Where the newest run writes its events while somebody watches the workspace. */
    public Path events() {
        return state().resolve("events.jsonl");
    }

    /** Is there while somebody watches the workspace. */
    public Path watched() {
        return state().resolve("watched");
    }

    public Path runFolder(String runId) {
        return state().resolve("runs").resolve(runId);
    }

    /**
     * The id for a run that begins at {@code now}, {@code run_<epoch seconds>}: its second, or the next one that no run
     * has yet. Call it with the workspace locked.
     */
    public String newRun(Instant now) throws IOException {
        long second = now.getEpochSecond();
        while (Files.exists(runFolder("run_" + second))) {
            second++;
        }
        Files.createDirectories(runFolder("run_" + second).getParent());
        Files.createDirectory(runFolder("run_" + second));
        return "run_" + second;
    }

    /** Deletes the folder of a run that could not be recorded; files that cannot be deleted stay. */
    public void takeBack(String runId) {
        try {
            Journal.delete(runFolder(runId));
        } catch (IOException e) {
            // The failure that led here is reported, and says more.
        }
    }
}
