package pxos.pixel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is wrong with a network, found by reading every strip of it; changes nothing.
 *
 * @param segments number of files looked at
 * @param runs number of runs that read back
 * @param unreadable strips that did not, with the reason
 */
public record NetworkCheck(int segments, int runs, List<Strip.Unreadable> unreadable) {

    /** Reads the network whose open segment is {@code network}. */
    public static NetworkCheck of(Path network) throws IOException {
        List<Strip.Unreadable> unreadable = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        new PixelReader(network).forEach(strip -> {
            if (strip instanceof Strip.Unreadable problem) {
                unreadable.add(problem);
            } else if (strip instanceof Strip.Run) {
                runs.incrementAndGet();
            }
        });
        return new NetworkCheck(new NetworkFiles(network).segments().size(), runs.get(), unreadable);
    }

    public boolean sound() {
        return unreadable.stream().noneMatch(Strip.Unreadable::damaged);
    }

    /** The report in sentences, one a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%d %s in %d %s%s",
                runs,
                runs == 1 ? "run" : "runs",
                segments,
                segments == 1 ? "segment" : "segments",
                sound() ? ", all sound" : ""));
        unreadable.forEach(strip -> lines.add(strip.place() + ": " + strip.reason()));
        return lines;
    }
}
