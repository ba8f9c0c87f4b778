package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import pxos.Problem;
import pxos.pixel.picture.VgaFilm;
import pxos.pixel.picture.VgaFilm.Frame;

/** Moving pictures, by the ending of their file. */
final class Films {

    private Films() {}

    /** @throws Problem for another ending than .png or .gif */
    static void check(Path file) {
        String ending = ending(file);
        if (!List.of("png", "gif").contains(ending)) {
            throw Problem.input("a moving picture is a .png or a .gif, not " + file, "");
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static void write(Path file, List<Frame> frames) throws IOException {
        VgaFilm film = new VgaFilm(frames);
        Files.write(file, ending(file).equals("gif") ? film.gif() : film.png());
    }
}
