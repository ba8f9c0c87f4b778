package pxos.pixel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a network as JSON Lines, a run a line, oldest first, and reads such lines into one. */
public final class NetworkTransfer {
    private static final int RUNS_AT_ONCE = 100;
    private static final int MAX_LINE_CHARACTERS = 4 << 20;

    private NetworkTransfer() {}

    /** Writes every run that can be read. */
    public static void export(Path network, PrintWriter out) throws IOException {
        new PixelReader(network).forEach(strip -> {
            if (strip instanceof Strip.Run run) {
                out.print(line(run.record()));
                out.print('\n');
            }
        });
        out.flush();
    }

    /** A run as one line of JSON, without its end. */
    public static String line(RunRecord run) {
        return RecordJson.text(run);
    }

    /**
     * What an import did.
     *
     * @param added runs that were added
     * @param known runs that the network had already, identical in every field
     * @param problems lines that hold no record, with their numbers
     */
    public record Imported(int added, int known, List<String> problems) {}

    /** Adds the runs that the network does not have yet, in the order of the lines. */
    public static Imported read(BufferedReader lines, Path network) throws IOException {
        Set<RunRecord> known = new HashSet<>();
        new PixelReader(network).forEach(strip -> {
            if (strip instanceof Strip.Run run) {
                known.add(run.record());
            }
        });
        PixelLogger logger = new PixelLogger(network);
        List<String> problems = new ArrayList<>();
        List<RunRecord> waiting = new ArrayList<>();
        int added = 0;
        int repeated = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            RunRecord run = record(line, number, problems);
            if (run != null && known.add(run)) {
                waiting.add(run);
                added++;
            } else if (run != null) {
                repeated++;
            }
            if (waiting.size() == RUNS_AT_ONCE) {
                logger.log(waiting);
                waiting.clear();
            }
        }
        logger.log(waiting);
        return new Imported(added, repeated, problems);
    }

    private static RunRecord record(String line, int number, List<String> problems) {
        if (line.isBlank()) {
            return null;
        }
        try {
            if (line.length() > MAX_LINE_CHARACTERS) {
                throw new IllegalArgumentException("longer than any record");
            }
            return RecordLimits.clip(RecordJson.parse(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            problems.add("line " + number + ": " + e.getMessage());
            return null;
        }
    }
}
