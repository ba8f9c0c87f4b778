package pxos.workspace;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;

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
 *   .pxos/journal.foreign-1/  put aside: no run wrote it
 *   .pxos/journal.done/     carried out, or given up before a file was put in place; thrown away
 * </pre>
 *
 * The rename to {@code journal} is the moment from which a kill no longer undoes the change. Nothing is forced onto the
 * disk: what a killed process wrote is not lost, and after a power failure the last run can be made again.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    static final String FOLDER = "journal";
    private static final String FILES = "files";
    private static final String NOTE = "note";
    private static final String ASIDE = "-";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private final Workspace workspace;
    private final Path root;
    private final Path fresh;
    private final Path folder;
    private final Path done;
    private final Map<Path, byte[]> staged = new LinkedHashMap<>();
    private final Map<Path, Path> aside = new LinkedHashMap<>();

    public Journal(Workspace workspace) {
        this.workspace = workspace;
        root = workspace.root();
        fresh = workspace.state().resolve("journal.new");
        folder = workspace.state().resolve(FOLDER);
        done = workspace.state().resolve("journal.done");
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
        staged.put(root.relativize(file), content);
        return this;
    }

    /** Keeps the old file under another name, which must be free, before the new content takes its place. */
    public Journal setAside(Path file, Path kept) {
        aside.put(root.relativize(file), root.relativize(kept));
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
        delete(fresh);
        try {
            stage(note);
            for (Path file : staged.keySet()) {
                requireWritable(aside.containsKey(file), root.resolve(file));
            }
        } catch (IOException e) {
            delete(fresh);
            throw e;
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        try {
            completion.complete(note);
        } catch (IOException | RuntimeException e) {
            end();
            throw e;
        }
        putInPlace(moves());
        end();
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

    private void stage(String note) throws IOException {
        Files.createDirectories(fresh);
        List<String> lines = new ArrayList<>();
        aside.forEach((file, kept) -> lines.add(String.join("\t", ASIDE, file.toString(), kept.toString())));
        int number = 0;
        for (Map.Entry<Path, byte[]> file : staged.entrySet()) {
            number++;
            Files.write(fresh.resolve(String.valueOf(number)), file.getValue());
            lines.add(number + "\t" + file.getKey());
        }
        Files.write(fresh.resolve(FILES), lines);
        Files.write(fresh.resolve(NOTE), note.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Finishes the change that an earlier run was killed in; call it under the lock, before anything is read. A journal that
     * no run wrote is put aside.
     *
     * @return what the user should know; empty where there was nothing to finish
     */
    public Optional<String> recover(Completion completion) throws IOException {
        delete(fresh);
        delete(done);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Move> moves;
        try {
            moves = moves();
            completion.complete(Files.readString(folder.resolve(NOTE)));
        } catch (Problem | InvalidPathException | CharacterCodingException | NoSuchFileException e) {
            return Optional.of(setAside());
        }
        putInPlace(moves);
        end();
        return Optional.of("Finished what an interrupted run had left.");
    }

    private String setAside() throws IOException {
        Path kept = folder;
        for (int number = 1; Files.exists(kept); number++) {
            kept = folder.resolveSibling(FOLDER + ".foreign-" + number);
        }
        Files.move(folder, kept, StandardCopyOption.ATOMIC_MOVE);
        return root.relativize(folder) + " is no journal of this program; it is kept as " + root.relativize(kept)
                + ", and nothing of it was done.";
    }

    /** One thing to do once the journal is complete. */
    private record Move(Path from, Path to, boolean keepsOld) {}

    private static void putInPlace(List<Move> moves) throws IOException {
        for (Move move : moves) {
            if (!move.keepsOld() && Files.exists(move.from())) {
                // A missing file was put in its place before the kill.
                replace(move.to(), move.from());
                LOG.debug("wrote {}, {} bytes", move.to(), Files.size(move.to()));
            } else if (move.keepsOld() && Files.exists(move.from()) && !Files.exists(move.to())) {
                // Otherwise it was moved before the kill, and the new content may be in its place.
                Files.move(move.from(), move.to(), StandardCopyOption.ATOMIC_MOVE);
                LOG.debug("kept {} as {}", move.from(), move.to());
            }
        }
    }

    /**
     * The moves of a complete journal, in their order.
     *
     * @throws Problem for a line that no run wrote
     */
    private List<Move> moves() throws IOException {
        List<Move> moves = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(FILES))) {
            String[] entry = line.split("\t", -1);
            boolean keepsOld = entry[0].equals(ASIDE);
            Stream<Path> paths = Stream.of(entry).skip(1).map(root::resolve);
            List<Path> places = paths.filter(workspace::isWrittenByRuns).toList();
            boolean whole = places.size() == entry.length - 1 && entry.length == (keepsOld ? 3 : 2);
            if (!whole || !keepsOld && !NUMBER.matcher(entry[0]).matches()) {
                throw Problem.input(folder.resolve(FILES) + " holds a line that no run wrote: " + line, "");
            }
            Path from = keepsOld ? places.get(0) : folder.resolve(entry[0]);
            moves.add(new Move(from, places.get(places.size() - 1), keepsOld));
        }
        return moves;
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

    private void end() throws IOException {
        delete(done);
        Files.move(folder, done, StandardCopyOption.ATOMIC_MOVE);
        delete(done);
    }

    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
