package pxos.pixel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.file.LockFile;

/**
 * The files of a network: the open segment {@code NAME.png}, closed ones {@code NAME-0001.png} and so on, the lock, the
 * journal and the index.
 *
 * <p>The number of a segment never changes: the open one has the number after the highest closed one.
 */
final class NetworkFiles {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkFiles.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path open;
    private final String stem;

    NetworkFiles(Path open) {
        this.open = open.toAbsolutePath();
        this.stem = open.getFileName().toString().replaceFirst("\\.png$", "");
    }

    Path open() {
        return open;
    }

    Path journal() {
        return open.resolveSibling(stem + ".journal");
    }

    Path index() {
        return open.resolveSibling(stem + ".index");
    }

    Path closed(int number) {
        return open.resolveSibling(String.format("%s-%04d.png", stem, number));
    }

    /**
     * Takes the lock that is held while the network is written.
     *
     * @throws IOException when another process holds it for 30 s, or when its file cannot be made
     */
    LockFile lock() throws IOException {
        Path file = open.resolveSibling(stem + ".lock");
        return LockFile.take(file, PATIENCE, () -> {})
                .orElseThrow(() ->
                        new IOException("another process holds " + file + "; wait for it or end it, then try again"));
    }

    /** All segments by number, oldest first; the open one last, if there is one. */
    TreeMap<Integer, Path> segments() throws IOException {
        TreeMap<Integer, Path> segments = closedSegments();
        if (Files.exists(open)) {
            segments.put(next(segments), open);
        }
        return segments;
    }

    int openNumber() throws IOException {
        return next(closedSegments());
    }

    private static int next(TreeMap<Integer, Path> closed) {
        return closed.isEmpty() ? 1 : closed.lastKey() + 1;
    }

    TreeMap<Integer, Path> closedSegments() throws IOException {
        TreeMap<Integer, Path> segments = new TreeMap<>();
        if (!Files.isDirectory(open.getParent())) {
            return segments;
        }
        Pattern name = Pattern.compile(Pattern.quote(stem) + "-([0-9]{4,8})\\.png");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open.getParent())) {
            for (Path file : files) {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches() && Integer.parseInt(matcher.group(1)) > 0) {
                    segments.put(Integer.parseInt(matcher.group(1)), file);
                }
            }
        }
        return segments;
    }

    /** Closes the open segment: it keeps its number and gets a name of its own. */
    Path close() throws IOException {
        return Files.move(open, closed(openNumber()));
    }

    /** Moves the open file out of the way. Returns its new name, the first free one. */
    Path setAside(String why) throws IOException {
        for (int n = 1; ; n++) {
            Path aside = open.resolveSibling(stem + "." + why + "-" + n + ".png");
            if (!Files.exists(aside)) {
                return Files.move(open, aside);
            }
        }
    }

    /** Writes a file and forces it to disk. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Replaces a file, so that a reader finds either the old content or the new one. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        logWritten(file, content.length);
    }

    static void logWritten(Path file, long sizeBytes) {
        LOG.debug("wrote {}, now {} bytes", file, sizeBytes);
    }
}
