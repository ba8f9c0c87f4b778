package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.os.BootImage;

/** Assembles the small operating systems under src/test/resources/qemu. */
public final class Images {

    private static final Path SOURCES = Path.of("src/test/resources/qemu");
    private static final Pattern SYMBOL =
            Pattern.compile("^\\s*([0-9A-F]+)\\s+[0-9A-F]+\\s+(\\S+)$", Pattern.MULTILINE);

    private Images() {}

    /** The image of {@code name}.asm, with its labels. */
    public static BootImage assemble(String name) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pxos-test");
        Path binary = folder.resolve("image");
        Path map = folder.resolve("map");
        Path source = folder.resolve("source.asm");
        try {
            Files.writeString(source, "[map symbols " + map + "]\n" + Files.readString(SOURCES.resolve(name + ".asm")));
            Process nasm = new ProcessBuilder(
                            "nasm", "-f", "bin", "-I", SOURCES + "/", "-o", binary.toString(), source.toString())
                    .inheritIO()
                    .start();
            if (!nasm.waitFor(30, TimeUnit.SECONDS) || nasm.exitValue() != 0) {
                throw new IOException("nasm does not assemble " + name + ".asm");
            }
            return new BootImage(Files.readAllBytes(binary), labels(Files.readString(map)));
        } finally {
            Files.deleteIfExists(binary);
            Files.deleteIfExists(map);
            Files.deleteIfExists(source);
            Files.deleteIfExists(folder);
        }
    }

    private static Map<Integer, String> labels(String map) {
        Map<Integer, String> labels = new TreeMap<>();
        Matcher symbol = SYMBOL.matcher(map);
        while (symbol.find()) {
            labels.put(Integer.parseInt(symbol.group(1), 16), symbol.group(2));
        }
        return labels;
    }
}
