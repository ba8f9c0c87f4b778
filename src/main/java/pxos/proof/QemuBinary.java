package pxos.proof;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the QEMU to run: {@code PXOS_QEMU}, else {@code qemu-system-i386} or {@code qemu-system-x86_64} on PATH. */
public final class QemuBinary {

    private static final List<String> NAMES = List.of("qemu-system-i386", "qemu-system-x86_64");

    private QemuBinary() {}

    /**
     * @param environment the process environment, as from {@link System#getenv()}
     * @throws QemuMissingException where there is none
     */
    public static Path locate(Map<String, String> environment) {
        String named = environment.getOrDefault("PXOS_QEMU", "");
        if (!named.isEmpty()) {
            Path path = Path.of(named);
            if (!Files.isExecutable(path)) {
                throw new QemuMissingException("PXOS_QEMU names " + named + ", which cannot be executed");
            }
            return path;
        }
        return onPath(environment.getOrDefault("PATH", ""))
                .orElseThrow(() -> new QemuMissingException(String.join(" and ", NAMES) + " are not on PATH"));
    }

    private static Optional<Path> onPath(String path) {
        for (String name : NAMES) {
            for (String folder : path.split(File.pathSeparator)) {
                Path file = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
