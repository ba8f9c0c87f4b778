package pxos.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes to a workspace that happen together or not at all.
 *
 * <pre>
 *   .pxos/journal.new/      files while they are staged; thrown away at the next start
 *   .pxos/journal/          complete: carried out now, or at the next start after a kill
 *     files                 a line each: number, tab, path in the workspace;
 *                           or -, tab, path, tab, path under which that file is to be kept
 *     1, 2, …               the new contents
 *     note                  what else is to be done, before the files are put in place
 *   .pxos/journal.done/     carried out, or given up before a file was put in place; thrown away
 * </pre>
 *
 * The rename to {@code journal} is the moment from which a kill no longer undoes the change. Nothing is forced onto the
 * disk: what a killed process wrote is not lost, and after a power failure the last run can be made again.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String FILES = "files";
    private static final String NOTE = "note";
    private static final String ASIDE = "-";
    private static final String STAGED = "journal.new";
    private static final String DONE = "journal.done";

    private final Workspace workspace;
    private final Map<Path, byte[]> staged = new LinkedHashMap<>();
    private final Map<Path, Path> aside = new LinkedHashMap<>();

    public Journal(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What else belongs to the change, such as an append to the pixel network; must be harmless the second time. */
    public interface Completion {
        void complete(String note) throws IOException;
    }

    /**
     * Adds a file's new content to the change; nothing is written yet.
     *
     * @param content is not copied
     */
    public Journal put(Path file, byte[] content) {
        staged.put(workspace.root().relativize(file), content);
        return this;
    }

    /** Keeps the old file under another name, which must be free, before the new content takes its place. */
    public Journal setAside(Path file, Path kept) {
        aside.put(workspace.root().relativize(file), workspace.root().relativize(kept));
        return this;
    }

    public Journal put(Path file, String content) {
        return put(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes the change: the completion first, because only that can still run out of room, then the files.
     *
     * @param note passed to {@code completion}, now or at the next start
     * @throws IOException when it could not be made; then no file has changed, unless a file could not be put in its
     *     place, in which case the next start goes on
     */
    public void commit(String note, Completion completion) throws IOException {
        Path folder = workspace.state().resolve(STAGED);
        delete(folder);
        try {
            stage(folder, note);
            for (Path file : staged.keySet()) {
                requireWritable(aside.containsKey(file), workspace.root().resolve(file));
            }
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
        Files.move(folder, journal(workspace), StandardCopyOption.ATOMIC_MOVE);
        try {
            completion.complete(note);
        } catch (IOException | RuntimeException e) {
            end(workspace);
            throw e;
        }
        putInPlace(moves(workspace));
        end(workspace);
    }

    private static void requireWritable(boolean movesAside, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        if (!Files.isWritable(target.getParent())) {
            throw new AccessDeniedException(target.getParent().toString());
        }
        if (Files.isDirectory(target) && !movesAside) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private void stage(Path folder, String note) throws IOException {
        Files.createDirectories(folder);
        StringBuilder names = new StringBuilder();
        aside.forEach((file, kept) -> names.append(String.join("\t", ASIDE, file.toString(), kept.toString()) + "\n"));
        int number = 0;
        for (Map.Entry<Path, byte[]> file : staged.entrySet()) {
            number++;
            Files.write(folder.resolve(String.valueOf(number)), file.getValue());
            names.append(number).append('\t').append(file.getKey()).append('\n');
        }
        Files.writeString(folder.resolve(FILES), names.toString());
        Files.writeString(folder.resolve(NOTE), note);
    }

    /**
     * Finishes the change that an earlier run was killed in; call it under the lock, before anything is read.
     *
     * @return whether there was something to finish
     */
    public static boolean recover(Workspace workspace, Completion completion) throws IOException {
        delete(workspace.state().resolve(STAGED));
        delete(workspace.state().resolve(DONE));
        if (!Files.isDirectory(journal(workspace))) {
            return false;
        }
        List<Move> moves = moves(workspace);
        completion.complete(Files.readString(journal(workspace).resolve(NOTE)));
        putInPlace(moves);
        end(workspace);
        return true;
    }

    /** One thing to do once the journal is complete. */
    private record Move(Path from, Path to, boolean keepsOld) {}

    private static void putInPlace(List<Move> moves) throws IOException {
        for (Move move : moves) {
            if (move.keepsOld()) {
                keep(move.from(), move.to());
                LOG.debug("kept {} as {}", move.from(), move.to());
            } else if (Files.exists(move.from())) {
                // A missing file was put in its place before the kill.
                replace(move.to(), move.from());
                LOG.debug("wrote {}, {} bytes", move.to(), Files.size(move.to()));
            }
        }
    }

    /** The moves of a complete journal, in their order. */
    private static List<Move> moves(Workspace workspace) throws IOException {
        Path folder = journal(workspace);
        List<Move> moves = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(FILES))) {
            String[] entry = line.split("\t", -1);
            boolean keepsOld = entry[0].equals(ASIDE);
            if (entry.length != (keepsOld ? 3 : 2)) {
                throw foreign(folder, line);
            }
            Path target = inside(workspace, folder, line, entry[1]);
            moves.add(
                    keepsOld
                            ? new Move(target, inside(workspace, folder, line, entry[2]), true)
                            : new Move(folder.resolve(entry[0]), target, false));
        }
        return moves;
    }

    private static Path inside(Workspace workspace, Path folder, String line, String path) throws IOException {
        Path target = workspace.root().resolve(path).normalize();
        if (target.equals(workspace.root()) || !target.startsWith(workspace.root())) {
            throw foreign(folder, line);
        }
        return target;
    }

    private static IOException foreign(Path folder, String line) {
        return new IOException(folder.resolve(FILES) + " holds a line that no run wrote: " + line);
    }

    private static void replace(Path target, Path content) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.move(content, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // The target's folder is on another disk: only a copy beside it can be renamed.
            Path beside = target.resolveSibling(target.getFileName() + ".new");
            Files.copy(content, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(content);
        }
    }

    private static void end(Workspace workspace) throws IOException {
        Path done = workspace.state().resolve(DONE);
        delete(done);
        Files.move(journal(workspace), done, StandardCopyOption.ATOMIC_MOVE);
        delete(done);
    }

    /** A second call does nothing: by then the new content may be in place. */
    private static void keep(Path file, Path kept) throws IOException {
        if (Files.exists(file) && !Files.exists(kept)) {
            Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path journal(Workspace workspace) {
        return workspace.state().resolve("journal");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
