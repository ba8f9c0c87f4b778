package pxos.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes to a workspace that happen together or not at all.
 *
 * <pre>
 *   .pxos/journal.new/      files while they are staged; thrown away at the next start
 *   .pxos/journal/          complete: carried out now, or at the next start after a kill
 *     files                 a line each: number, tab, path in the workspace;
 *                           or -, tab, path, tab, path under which that file is to be kept
 *     1, 2, …               the new contents
 *     note                  what else is to be done once the files are in place
 *   .pxos/journal.done/     carried out; thrown away
 * </pre>
 *
 * The rename of the folder is the moment at which the change has happened.
 */
public final class Journal {

    private static final String FILES = "files";
    private static final String NOTE = "note";
    private static final String ASIDE = "-";

    private final Workspace workspace;
    private final Map<Path, byte[]> staged = new LinkedHashMap<>();
    private final Map<Path, Path> aside = new LinkedHashMap<>();

    public Journal(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What follows the files, such as an append to the pixel network; must be harmless when done a second time. */
    public interface Completion {
        void complete(String note) throws IOException;
    }

    /** Adds a file's new content to the change; nothing is written yet. */
    public Journal put(Path file, byte[] content) {
        staged.put(workspace.root().relativize(file), content.clone());
        return this;
    }

    /** Keeps what is there under another name, which nothing has yet, before a new content takes its place. */
    public Journal setAside(Path file, Path kept) {
        aside.put(workspace.root().relativize(file), workspace.root().relativize(kept));
        return this;
    }

    public Journal put(Path file, String content) {
        return put(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes the change.
     *
     * @param note passed to {@code completion}, now or at the next start
     * @throws IOException when it could not be made; then no file has changed, unless the journal was complete, in which
     *     case the next start finishes it
     */
    public void commit(String note, Completion completion) throws IOException {
        Path folder = workspace.state().resolve("journal.new");
        delete(folder);
        try {
            stage(folder, note);
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
        Files.move(folder, journal(workspace), StandardCopyOption.ATOMIC_MOVE);
        carryOut(workspace, completion);
    }

    private void stage(Path folder, String note) throws IOException {
        Files.createDirectories(folder);
        StringBuilder names = new StringBuilder();
        aside.forEach((file, kept) ->
                names.append(ASIDE).append('\t').append(file).append('\t').append(kept).append('\n'));
        int number = 0;
        for (Map.Entry<Path, byte[]> file : staged.entrySet()) {
            number++;
            write(folder.resolve(String.valueOf(number)), file.getValue());
            names.append(number).append('\t').append(file.getKey()).append('\n');
        }
        write(folder.resolve(FILES), names.toString().getBytes(StandardCharsets.UTF_8));
        write(folder.resolve(NOTE), note.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        }
    }

    /**
     * Finishes what an earlier run was killed in; call it under the lock, before anything is read.
     *
     * @return whether there was something to finish
     */
    public static boolean recover(Workspace workspace, Completion completion) throws IOException {
        delete(workspace.state().resolve("journal.new"));
        delete(workspace.state().resolve("journal.done"));
        if (!Files.isDirectory(journal(workspace))) {
            return false;
        }
        carryOut(workspace, completion);
        return true;
    }

    private static void carryOut(Workspace workspace, Completion completion) throws IOException {
        Path folder = journal(workspace);
        for (String line : Files.readAllLines(folder.resolve(FILES))) {
            String[] entry = line.split("\t", 3);
            if (entry[0].equals(ASIDE)) {
                keep(workspace.root().resolve(entry[1]), workspace.root().resolve(entry[2]));
                continue;
            }
            Path content = folder.resolve(entry[0]);
            Path target = workspace.root().resolve(entry[1]);
            if (Files.exists(content)) {
                Files.createDirectories(target.getParent());
                Files.move(content, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        completion.complete(Files.readString(folder.resolve(NOTE)));
        Path done = workspace.state().resolve("journal.done");
        Files.move(folder, done, StandardCopyOption.ATOMIC_MOVE);
        delete(done);
    }

    /** Does nothing the second time: then the new content may be in place already. */
    private static void keep(Path file, Path kept) throws IOException {
        if (Files.exists(file) && !Files.exists(kept)) {
            Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path journal(Workspace workspace) {
        return workspace.state().resolve("journal");
    }

    private static void delete(Path folder) throws IOException {
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
