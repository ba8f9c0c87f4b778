package pxos.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.Json;
import pxos.pipeline.OsChange;
import pxos.workspace.Workspace;
import tools.jackson.core.JacksonException;

/**
 * The changes that the runs of a workspace have left behind, each in the folder of its run.
 *
 * @param runs the folder of all runs
 */
record ChangeLog(Path runs) {

    private static final Pattern RUN = Pattern.compile("run_[0-9]{1,18}");
    private static final String FILE = "change.json";
    private static final long MAX_BYTES = 8L << 20;

    static ChangeLog of(Workspace workspace) {
        return new ChangeLog(workspace.runFolder("run_0").getParent());
    }

    /**
     * What a run changed.
     *
     * @throws Problem where that was not kept
     */
    OsChange of(String run) throws IOException {
        if (!has(run)) {
            throw Problem.input(
                    "nothing is kept of " + run + " that could be undone",
                    "It changed nothing, or an older version of this program made it; pxos history lists the runs.");
        }
        try {
            return Json.readPublished(Files.readString(file(run)), OsChange.class);
        } catch (JacksonException e) {
            throw Problem.input(file(run) + ", " + Json.reason(e), "Remove the file; this run cannot be undone then.");
        }
    }

    boolean has(String run) throws IOException {
        return RUN.matcher(run).matches()
                && Files.isDirectory(runs.resolve(run), LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(file(run), LinkOption.NOFOLLOW_LINKS)
                && Files.size(file(run)) <= MAX_BYTES;
    }

    private Path file(String run) {
        return runs.resolve(run).resolve(FILE);
    }

    /** The newest run that changed the OS, is no undoing itself, and has not been undone. */
    Optional<String> last() throws IOException {
        Set<String> undone = new HashSet<>();
        for (String run : newestFirst()) {
            if (!has(run) || undone.contains(run)) {
                continue;
            }
            String undoes = of(run).undoes();
            if (undoes.isEmpty()) {
                return Optional.of(run);
            }
            undone.add(undoes);
        }
        return Optional.empty();
    }

    private List<String> newestFirst() throws IOException {
        if (!Files.isDirectory(runs, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> RUN.matcher(name).matches())
                    .sorted(Comparator.comparingLong((String name) -> Long.parseLong(name.substring(4)))
                            .reversed())
                    .toList();
        }
    }
}
