package pxos.pixel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads every strip of a network and says what is wrong with it; changes nothing. */
public final class NetworkCheck {
    private NetworkCheck() {}

    /**
     * What was found.
     *
     * @param segments names of the files looked at, oldest first
     * @param runs runs that read back
     * @param unreadable strips that did not, with the reason
     */
    public record Report(List<String> segments, int runs, List<Strip.Unreadable> unreadable) {

        public boolean sound() {
            return unreadable.stream().noneMatch(Strip.Unreadable::damaged);
        }

        /** The report in sentences, one a line. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(runs
                    + (runs == 1 ? " run in " : " runs in ")
                    + segments.size()
                    + (segments.size() == 1 ? " segment" : " segments")
                    + (sound() ? ", all sound" : ""));
            unreadable.forEach(strip -> lines.add(strip.place() + ": " + strip.reason()));
            return lines;
        }
    }

    public static Report check(Path network) throws IOException {
        List<String> segments = NetworkFiles.names(new NetworkFiles(network).segments());
        List<Strip.Unreadable> unreadable = new ArrayList<>();
        int[] runs = new int[1];
        new PixelReader(network).forEach(strip -> {
            if (strip instanceof Strip.Unreadable problem) {
                unreadable.add(problem);
            } else if (strip instanceof Strip.Run) {
                runs[0]++;
            }
        });
        return new Report(segments, runs[0], unreadable);
    }
}
