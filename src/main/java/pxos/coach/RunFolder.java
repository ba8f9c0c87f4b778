package pxos.coach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the folder of a run holds.
 *
 * @param result as {@code --machine} writes it; empty where the folder has none
 * @param attempts by the names of their files
 */
public record RunFolder(Optional<JsonNode> result, Map<String, JsonNode> attempts) {

    /** Ten times what a run of many attempts writes. */
    private static final long MOST_BYTES = 16L << 20;

    private static final String RESULT = "result.json";

    /** Reads the folder; one that does not exist holds nothing. */
    public static RunFolder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return new RunFolder(Optional.empty(), Map.of());
        }
        Map<String, JsonNode> attempts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.startsWith("attempt-") && name.endsWith(".json")) {
                    document(file).ifPresent(attempt -> attempts.put(name, attempt));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new RunFolder(document(folder.resolve(RESULT)), attempts);
    }

    private static Optional<JsonNode> document(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES
                ? Json.object(Files.readString(file))
                : Optional.empty();
    }
}
