package pxos.page.v86;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import pxos.Problem;

/** Finds Node. */
public final class NodeBinary {

    private NodeBinary() {}

    /**
     * The program {@code node} on PATH.
     *
     * @param environment the process environment, as from {@link System#getenv()}
     * @throws Problem of the kind MISSING where there is none
     */
    public static Path locate(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Problem(
                        Problem.Kind.MISSING,
                        "node is not on PATH, and v86 judges in Node",
                        "Install Node 18 or newer: apt-get install nodejs (macOS: brew install node)."));
    }
}
