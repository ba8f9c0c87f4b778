package pxos.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pxos.build.source.FeatureBlock;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/** What the page offers to type: the commands of the OS. */
final class Chips {

    /** A node of the list of commands is {next word, handler word, NUL-terminated name}. */
    private static final int NAME_OFFSET = 4;

    private static final String PRINTS_A_FILE = "type";

    private Chips() {}

    /** @param file a file on the disk; empty where there is none */
    static List<String> of(BootImage image, List<FeatureBlock> features, Optional<String> file) {
        return features.stream()
                .flatMap(block -> block.hooks().stream())
                .filter(hook -> hook.vector() == Vector.COMMANDS)
                .map(hook -> textAt(image, hook.address() + NAME_OFFSET))
                .filter(name -> !name.isEmpty())
                .map(name -> name.equals(PRINTS_A_FILE) && file.isPresent()
                        ? name + " " + file.get().toLowerCase(Locale.ROOT)
                        : name)
                .distinct()
                .toList();
    }

    private static String textAt(BootImage image, int address) {
        byte[] bytes = image.bytes();
        int from = address - MemoryMap.IMAGE_BASE;
        int to = from;
        while (to >= 0 && to < bytes.length && bytes[to] > ' ') {
            to++;
        }
        return from < 0 || from >= bytes.length ? "" : new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
