package pxos.page.v86;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The files of the page that the jar carries: HTML, style, scripts, the emulator and licences. */
public final class Resources {

    private static final String FOLDER = "/pxos/page/";

    private Resources() {}

    /** @param name below the folder of the page's resources, such as {@code v86/libv86.js} */
    public static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Several scripts as one text; they refer to each other by name. */
    public static String scripts(List<String> names) {
        return names.stream().map(name -> text("scripts/" + name + ".js")).collect(Collectors.joining("\n"));
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
