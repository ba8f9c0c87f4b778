package pxos.proof.qemu;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pxos.Problem;

/** Finds the QEMU to run: {@code PXOS_QEMU}, else {@code qemu-system-i386} or {@code qemu-system-x86_64} on PATH. */
public final class QemuBinary {

    private static final List<String> NAMES = List.of("qemu-system-i386", "qemu-system-x86_64");

    private QemuBinary() {}

    /**
     * @param environment the process environment, as from {@link System#getenv()}
     * @throws Problem of the kind MISSING where there is none
     */
    public static Path locate(Map<String, String> environment) {
        String named = environment.getOrDefault("PXOS_QEMU", "");
        if (!named.isEmpty()) {
            Path path = Path.of(named);
            if (!Files.isExecutable(path)) {
                throw missing("PXOS_QEMU names " + named + ", which cannot be executed");
            }
            return path;
        }
        String[] folders = environment.getOrDefault("PATH", "").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name ->
                        Stream.of(folders).filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(String.join(" and ", NAMES) + " are not on PATH"));
    }

    private static Problem missing(String looked) {
        return new Problem(
                Problem.Kind.MISSING,
                "QEMU is not installed (" + looked + "); install it with: apt-get install qemu-system-x86"
                        + " (macOS: brew install qemu), or name it in PXOS_QEMU",
                "");
    }
}
