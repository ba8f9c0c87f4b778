package pxos.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How much there is to read.
 *
 * @param files Java files
 * @param lines of all of them
 * @param longest lines of the longest of them
 */
record SourceSize(long files, long lines, long longest) {

    static SourceSize of(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            long[] lines = walk.filter(file -> file.toString().endsWith(".java"))
                    .mapToLong(SourceSize::lines)
                    .toArray();
            return new SourceSize(
                    lines.length,
                    LongStream.of(lines).sum(),
                    LongStream.of(lines).max().orElse(0));
        }
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void print(Table table) {
        table.heading("Source of the program, src/main");
        table.atMost("files", files, 250, "");
        table.atMost("lines", lines, 21_500, "");
        table.atMost("lines of the longest file", longest, 250, "");
    }
}
