package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import pxos.workspace.Workspace;

/** Every file of a workspace by content, but for what a run that fails may write: its strip, its report, its folder. */
final class Fingerprint {

    private static final Set<String> OF_EVERY_RUN = Set.of(".pxos", "pxvm/networks", "build_report.json");

    private Fingerprint() {}

    /** Digests by path. */
    static Map<String, String> of(Workspace workspace) throws IOException {
        return digests(workspace.root(), OF_EVERY_RUN);
    }

    /** Digests by path of everything below {@code root} that does not lie in one of {@code without}. */
    static Map<String, String> digests(Path root, Set<String> without) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = root.relativize(file);
                if (without.stream().noneMatch(name::startsWith)) {
                    digests.put(name.toString(), digest(file));
                }
            }
        }
        return digests;
    }

    /** Its size and CRC-32: floppies are compared hundreds of times, and nobody makes up files that collide. */
    private static String digest(Path file) throws IOException {
        CRC32 sum = new CRC32();
        byte[] content = Files.readAllBytes(file);
        sum.update(content);
        return content.length + " bytes, " + Long.toHexString(sum.getValue());
    }
}
