package pxos.os.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** What tests of disks have in common. */
final class Disks {

    private Disks() {}

    /** The committed pxOS. */
    static byte[] pxos() {
        try {
            return Files.readAllBytes(Path.of("pxos-v1.0/pxos.bin"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ShortName name(String text) {
        return ShortName.of(text).orElseThrow();
    }

    /** Files by name, from pairs of name and text. */
    static SortedMap<ShortName, byte[]> files(String... namesAndTexts) {
        SortedMap<ShortName, byte[]> files = new TreeMap<>(Comparator.comparing(ShortName::toString));
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(name(namesAndTexts[i]), namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        }
        return files;
    }
}
