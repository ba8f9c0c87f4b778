package pxos.pixel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a network: the open segment {@code NAME.png}, closed ones {@code NAME-0001.png} and so on, the lock, the
 * journal and the index.
 *
 * <p>A segment's number never changes: the open one has the number after the highest closed one.
 */
final class NetworkFiles {
    private final Path open;
    private final String stem;

    NetworkFiles(Path open) {
        this.open = open.toAbsolutePath();
        String name = open.getFileName().toString();
        this.stem = name.endsWith(".png") ? name.substring(0, name.length() - 4) : name;
    }

    Path open() {
        return open;
    }

    Path lock() {
        return open.resolveSibling(stem + ".lock");
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

    TreeMap<Integer, Path> closedSegments() throws IOException {
        TreeMap<Integer, Path> segments = new TreeMap<>();
        if (!Files.isDirectory(open.getParent())) {
            return segments;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open.getParent())) {
            for (Path file : files) {
                int number = closedNumber(file.getFileName().toString());
                if (number > 0) {
                    segments.put(number, file);
                }
            }
        }
        return segments;
    }

    /** The number in a closed segment's name; 0 for any other name. */
    private int closedNumber(String name) {
        int digits = name.length() - stem.length() - "-.png".length();
        if (digits < 4 || digits > 8 || !name.startsWith(stem + "-") || !name.endsWith(".png")) {
            return 0;
        }
        int number = 0;
        for (int i = stem.length() + 1; i < stem.length() + 1 + digits; i++) {
            int digit = Character.digit(name.charAt(i), 10);
            if (digit < 0) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static int next(TreeMap<Integer, Path> closed) {
        return closed.isEmpty() ? 1 : closed.lastKey() + 1;
    }

    /** Closes the open segment: it keeps its number and gets a name of its own. */
    Path close() throws IOException {
        return Files.move(open, closed(openNumber()));
    }

    /** Moves the open file out of the way, to the first free name, and answers that. */
    Path setAside(String why) throws IOException {
        for (int n = 1; ; n++) {
            Path aside = open.resolveSibling(stem + "." + why + "-" + n + ".png");
            if (!Files.exists(aside)) {
                return Files.move(open, aside);
            }
        }
    }

    /** Size in bytes of every segment, by number. */
    static Map<Integer, Long> sizes(Map<Integer, Path> segments) throws IOException {
        Map<Integer, Long> sizes = new TreeMap<>();
        for (Map.Entry<Integer, Path> segment : segments.entrySet()) {
            sizes.put(segment.getKey(), Files.size(segment.getValue()));
        }
        return sizes;
    }

    /** The files that make up the picture, for a message. */
    static List<String> names(Map<Integer, Path> segments) {
        return segments.values().stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }
}
