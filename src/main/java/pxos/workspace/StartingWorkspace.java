package pxos.workspace;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import pxos.Problem;

/** The workspace that the jar carries: where a newcomer starts. */
public final class StartingWorkspace {

    private static final String RESOURCE = "/workspace";

    /** What a repository need not keep: it is of this machine, or can be made anew. */
    private static final String IGNORED = """
            /.pxos/
            /build_report.json
            /pxvm/networks/*.index
            /pxvm/networks/*.journal
            /pxvm/networks/*.lock
            /pxvm/networks/*.new
            """;

    private StartingWorkspace() {}

    /**
     * Copies it.
     *
     * @param folder an empty folder, or one that does not exist yet
     * @throws Problem when the folder holds something, or cannot be written
     */
    public static void copyTo(Path folder) {
        try {
            String[] there = folder.toFile().list();
            if (Files.exists(folder) && (there == null || there.length > 0)) {
                throw Problem.input(folder + " is not an empty folder", "Name one that does not exist yet.");
            }
            URI source = StartingWorkspace.class.getResource(RESOURCE).toURI();
            if (source.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(source, Map.of())) {
                    copy(jar.getPath(RESOURCE), folder);
                }
            } else {
                copy(Path.of(source), folder);
            }
            Files.writeString(folder.resolve(".gitignore"), IGNORED);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.INPUT,
                    "cannot make a workspace in " + folder + ": " + Problem.reason(e),
                    "Check the folder above it.",
                    e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
