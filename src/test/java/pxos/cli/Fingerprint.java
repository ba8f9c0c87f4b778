package pxos.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    private static String digest(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new BigInteger(1, hash).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
