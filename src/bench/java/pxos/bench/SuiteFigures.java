package pxos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.bench.Launch.Times;

/** Every scenario that a workspace knows after milestone M5, several times: how fast, and whether always alike. */
final class SuiteFigures {

    private static final Pattern SUMMARY = Pattern.compile("(\\d+) of (\\d+) checks in (\\d+) ms");

    private final Program program;
    private final Table table;
    private final int runs;

    SuiteFigures(Program program, Table table, int runs) {
        this.program = program;
        this.table = table;
        this.runs = runs;
    }

    void print() throws Exception {
        Path workspace = program.newWorkspace();
        program.script(workspace, "--llm", "recipes", "--auto", "--until", "M5").succeeded();
        table.heading("The suite after M5, IDE (least of " + runs + ")");
        List<Double> seconds = new ArrayList<>();
        List<List<String>> verdicts = new ArrayList<>();
        int checks = 0;
        for (int i = 0; i < runs; i++) {
            String out = program.script(workspace, "test", "--drive", "IDE").out();
            Matcher summary = SUMMARY.matcher(out);
            if (!summary.find()) {
                throw new IOException("no summary of a suite: " + out);
            }
            checks = Integer.parseInt(summary.group(2));
            seconds.add(Integer.parseInt(summary.group(3)) / 1000.0);
            verdicts.add(verdicts(out));
        }
        double least = Times.of(seconds).least();
        table.atLeast("scenarios", checks, 60, "");
        table.row("all of them, two cores", least, "s");
        table.atLeast("scenarios a second", checks / least, 60, "");
        long same = verdicts.stream().filter(verdicts.get(0)::equals).count();
        table.atLeast("runs with the same verdicts", same, runs, "");
    }

    /** Names and verdicts without the times. */
    private static List<String> verdicts(String out) {
        return out.lines()
                .filter(line -> line.matches("(PASS|FAIL|ERROR) +[0-9.]+ .*"))
                .map(line -> line.replaceFirst(" +[0-9.]+ ", " "))
                .toList();
    }
}
