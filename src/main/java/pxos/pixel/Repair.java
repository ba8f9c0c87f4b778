package pxos.pixel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.pixel.picture.Canvas;

/** Deals with an open segment that is not in our layout, without ever losing what it holds. */
final class Repair {
    private final NetworkFiles files;
    private final List<String> notices;

    Repair(NetworkFiles files, List<String> notices) {
        this.files = files;
        this.notices = notices;
    }

    /**
     * Lays a picture that another program wrote anew out by strips again, when all of it can be read; keeps a damaged
     * one as a closed segment, of which the sound strips stay readable; puts a file that holds no strip aside.
     *
     * @return the height of the open segment; empty when there is none any more
     */
    Optional<Integer> repair() throws IOException {
        List<Strip> strips = SegmentReader.read(files.open());
        boolean anything = strips.stream()
                .anyMatch(strip -> strip.place().rows() > 0
                        && !(strip instanceof Strip.Unreadable unreadable && unreadable.damaged()));
        if (!anything) {
            Path aside = files.setAside("foreign");
            notices.add(String.format(
                    "%s held no strip of the network (%s); kept as %s, a new network was started",
                    files.open().getFileName(), reason(strips), aside.getFileName()));
            return Optional.empty();
        }
        boolean whole = strips.stream()
                .allMatch(strip -> strip.place().offset() < 0
                        && !(strip instanceof Strip.Unreadable unreadable && unreadable.damaged()));
        if (whole) {
            return Optional.of(layOut(strips));
        }
        Path closed = files.close();
        notices.add(String.format(
                "%s is damaged; kept as %s, where every sound strip stays readable, and a new segment was started",
                files.open().getFileName(), closed.getFileName()));
        return Optional.empty();
    }

    private static String reason(List<Strip> strips) {
        return strips.stream()
                .filter(Strip.Unreadable.class::isInstance)
                .map(strip -> ((Strip.Unreadable) strip).reason())
                .findFirst()
                .orElse("no strips");
    }

    private int layOut(List<Strip> strips) throws IOException {
        Canvas picture = PictureDecoder.decode(files.open()).canvas();
        List<Canvas> canvases = new ArrayList<>();
        for (Strip strip : strips) {
            canvases.add(picture.rows(strip.place().topRow(), strip.place().rows()));
        }
        SegmentFile.create(files.open(), canvases);
        return picture.height();
    }
}
