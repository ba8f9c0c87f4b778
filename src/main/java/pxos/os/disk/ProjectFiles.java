package pxos.os.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder that go onto the disk: those whose names have 8.3 characters. */
public record ProjectFiles(SortedMap<ShortName, byte[]> files, List<String> leftOut) {

    /**
     * Reads a folder, not those in it; names that begin with a dot are skipped.
     *
     * @throws IOException when a file cannot be read; a folder that is not there holds no files
     */
    public static ProjectFiles read(Path folder) throws IOException {
        SortedMap<ShortName, byte[]> files = new TreeMap<>(Comparator.comparing(ShortName::toString));
        List<String> leftOut = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> listed = Files.list(folder)) {
                for (Path file : listed.sorted().toList()) {
                    add(file, files, leftOut);
                }
            }
        }
        return new ProjectFiles(files, leftOut);
    }

    private static void add(Path file, SortedMap<ShortName, byte[]> files, List<String> leftOut) throws IOException {
        String text = file.getFileName().toString();
        if (text.startsWith(".")) {
            return;
        }
        Optional<ShortName> name = ShortName.of(text);
        if (!Files.isRegularFile(file)) {
            leftOut.add("leaves out " + text + ": only files go onto the disk, no folders");
        } else if (name.isEmpty()) {
            leftOut.add("leaves out " + text + ": a name has up to 8 characters, a dot and up to 3, without blanks");
        } else if (files.containsKey(name.get())) {
            leftOut.add("leaves out " + text + ": the folder has two files that are " + name.get() + " on the disk");
        } else if (Files.size(file) > Floppy.DATA_BYTES) {
            leftOut.add("leaves out " + text + ": it is larger than the disk");
        } else {
            files.put(name.get(), Files.readAllBytes(file));
        }
    }
}
