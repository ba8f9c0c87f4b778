package pxos.pixel;

import java.io.IOException;
import java.io.LineNumberReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pxos.Printable;
import pxos.Problem;

/** Writes a network as JSON Lines, a run a line, oldest first, and reads such lines into one. */
public final class NetworkTransfer {
    private static final int RUNS_AT_ONCE = 100;
    private static final int MAX_LINE_CHARACTERS = 4 << 20;

    private NetworkTransfer() {}

    /** Writes every run that can be read. */
    public static void export(Path network, PrintWriter out) throws IOException {
        new PixelReader(network).forEachRun(run -> out.print(Printable.json(run.json()) + "\n"));
        out.flush();
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
    public static Imported read(Reader lines, Path network) throws IOException {
        Set<RunRecord> known = new HashSet<>();
        new PixelReader(network).forEachRun(known::add);
        List<RunRecord> added = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        LineNumberReader numbered = new LineNumberReader(lines);
        int repeated = 0;
        for (String line = numbered.readLine(); line != null; line = numbered.readLine()) {
            try {
                if (line.isBlank()) {
                    continue;
                }
                RunRecord run = record(line);
                if (known.add(run)) {
                    added.add(run);
                } else {
                    repeated++;
                }
            } catch (Problem e) {
                problems.add("line " + numbered.getLineNumber() + ": " + e.getMessage());
            }
        }
        log(added, new PixelLogger(network));
        return new Imported(added.size(), repeated, problems);
    }

    /** Logs the runs a hundred at a time, so that other processes get their turn in between. */
    private static void log(List<RunRecord> runs, PixelLogger logger) throws IOException {
        for (int from = 0; from < runs.size(); from += RUNS_AT_ONCE) {
            logger.log(runs.subList(from, Math.min(runs.size(), from + RUNS_AT_ONCE)));
        }
    }

    private static RunRecord record(String line) {
        if (line.length() > MAX_LINE_CHARACTERS) {
            throw Problem.input("longer than any record");
        }
        return RecordLimits.clip(RunRecord.parse(line));
    }
}
