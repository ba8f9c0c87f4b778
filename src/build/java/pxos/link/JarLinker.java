package pxos.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Links every class of a jar. */
public final class JarLinker {

    private JarLinker() {}

    /** @param args the jar, which is replaced */
    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path linked = jar.resolveSibling(jar.getFileName() + ".linked");
        try (InputStream in = Files.newInputStream(jar);
                ZipInputStream from = new ZipInputStream(new BufferedInputStream(in));
                ZipOutputStream to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(linked)));
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            copy(from, to, classes);
        }
        Files.move(linked, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(ZipInputStream from, ZipOutputStream to, ClassLoader classes) throws IOException {
        ClassLinker linker = new ClassLinker(classes);
        Set<String> written = new HashSet<>();
        for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
            byte[] bytes = from.readAllBytes();
            Map<String, byte[]> files =
                    isLinked(entry.getName()) ? new TreeMap<>(linker.link(bytes)) : Map.of(entry.getName(), bytes);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!written.add(file.getKey())) {
                    throw new IOException("two classes would be called " + file.getKey());
                }
                ZipEntry copy = new ZipEntry(file.getKey());
                copy.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(copy);
                to.write(file.getValue());
                to.closeEntry();
            }
        }
        if (!linker.unsettled().isEmpty()) {
            throw new IOException("a library has changed: it has no " + linker.unsettled());
        }
    }

    /** Variants for a later Java replace a class, but not what would have been made for it. */
    private static boolean isLinked(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/");
    }
}
