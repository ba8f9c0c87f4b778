package pxos.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.file.LockFile;
import pxos.json.Json;
import tools.jackson.core.JacksonException;

/**
 * A file with one line for each finished goal. It only grows; a process that is killed leaves at most one line that is
 * not whole, which does not count.
 */
public final class ResultsFile implements AutoCloseable {

    private final Path file;
    private final LockFile lock;

    private ResultsFile(Path file, LockFile lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens it for one process.
     *
     * @throws Problem where another process writes it, or it cannot be written
     */
    public static ResultsFile open(Path file) {
        try {
            Path whole = file.toAbsolutePath();
            Files.createDirectories(whole.getParent());
            LockFile lock = LockFile.take(whole.resolveSibling(whole.getFileName() + ".lock"), Duration.ZERO, () -> {})
                    .orElseThrow(() -> Problem.input(
                            "another process writes " + file, "Give each one a file of its own, then merge them."));
            return new ResultsFile(whole, lock);
        } catch (IOException e) {
            throw Problem.input("cannot write " + file + ": " + Problem.reason(e), "Name another file: --results FILE");
        }
    }

    /** What it holds; nothing where it does not exist. */
    public List<GoalOutcome> outcomes() {
        return Files.exists(file) ? read(file) : List.of();
    }

    /** Writes one more line, which is on the disk when this returns. */
    void add(GoalOutcome outcome) throws IOException {
        String line = text(List.of(outcome));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            // A line that was not finished ends here, so that it does not spoil this one.
            boolean open = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
            byte[] bytes = ((open ? "\n" : "") + line).getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(bytes), end);
            channel.force(true);
        }
    }

    /** Results as such a file holds them. */
    public static String text(List<GoalOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> Json.writeAscii(Json.published(outcome)) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Reads results.
     *
     * @return each measurement once, the newest where there are several
     * @throws Problem where a line in the middle of the file is no result
     */
    public static List<GoalOutcome> read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (IOException e) {
            throw Problem.input("cannot read " + file + ": " + Problem.reason(e), "Name a file of pxos bench.");
        }
    }

    private static List<GoalOutcome> parse(Path file, String text) {
        Map<GoalOutcome.Key, GoalOutcome> found = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank() && line.endsWith("}")) {
                GoalOutcome outcome = parse(file, number, line);
                found.put(outcome.key(), outcome);
            }
        }
        return new ArrayList<>(found.values());
    }

    private static GoalOutcome parse(Path file, int number, String line) {
        try {
            GoalOutcome outcome = Json.readPublished(line, GoalOutcome.class);
            if (outcome.goal() == null || outcome.model() == null || outcome.failure() == null) {
                throw Problem.input(file + ", line " + number + ": no result", "Name a file of pxos bench.");
            }
            return outcome;
        } catch (JacksonException e) {
            throw Problem.input(file + ", line " + number + ": " + Json.withoutSource(e), "Name a file of pxos bench.");
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
