package pxos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import pxos.bench.BenchPicture;
import pxos.bench.BenchReport;
import pxos.bench.BenchTable;
import pxos.bench.Coder;
import pxos.bench.Goal;
import pxos.bench.GoalOutcome;
import pxos.bench.GoalSet;
import pxos.bench.ModelBench;
import pxos.bench.ModelName;
import pxos.bench.ResultsFile;
import pxos.bench.Shard;
import pxos.pipeline.Outside;
import pxos.workbench.Settings;

/** Measures which model can write machine code. */
@Command(
        name = "bench",
        description = {
            "Measure which model can write machine code: 30 goals of five levels, each in a pxOS of its own, judged by"
                    + " tests that no model sees.",
            "Each finished goal is a line of the results file; after a kill, the same command goes on where it was.",
            "  pxos bench --model qwen2.5-coder-7b --model recipes",
            "  pxos bench --answers FOLDER            answers that somebody wrote, FOLDER/double.json …",
            "  pxos bench --model NAME --shard 3/8    a part of it, for one of eight machines",
            "  pxos bench merge part-*.jsonl          all parts as one result",
        })
final class BenchCommand extends Subcommand {

    @Mixin
    private BenchOptions options;

    @Option(names = "--only", paramLabel = "GOAL", description = "Only this goal; may be given several times.")
    private final List<String> only = new ArrayList<>();

    @Option(names = "--level", paramLabel = "N", description = "Only the goals of this level, 1 to 5.")
    private int level;

    @Option(
            names = "--goals",
            paramLabel = "FILE",
            description = "Your own goals, in the form of schemas/bench_goals.schema.json.")
    private Path goalsFile;

    @Option(names = "--list", description = "List the goals, and run nothing.")
    private boolean list;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "1/1",
            description = "Do the I-th of N equal parts of the work (default: all of it).")
    private String shard;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "pxos-bench.jsonl",
            description = "The results file (default: ${DEFAULT-VALUE}); what it already holds is not done again.")
    private Path results;

    @Option(names = "--picture", paramLabel = "FILE", description = "Write success against tokens and size as SVG.")
    private Path picture;

    @Override
    public Integer call() throws Exception {
        options.check();
        if (level < 0 || level > 5) {
            throw new ParameterException(spec().commandLine(), "--level is a number from 1 to 5.");
        }
        GoalSet set = goalsFile == null ? GoalSet.shipped() : GoalSet.read(Files.readString(goalsFile));
        List<Goal> goals = set.chosen(only, level);
        if (list) {
            listed(goals);
            return 0;
        }
        try (ResultsFile file = ResultsFile.open(results)) {
            List<GoalOutcome> outcomes = new ModelBench(Outside.of(environment()), options.setup(), set)
                    .run(options.candidates(this::preset), goals, Shard.parse(shard), file, listener());
            report(BenchReport.of(outcomes), picture);
        }
        return 0;
    }

    /** The server that is asked where none is given. */
    private String preset() {
        return Settings.of(environment(), workspace()).get(Settings.Key.LM_URL);
    }

    private void listed(List<Goal> goals) {
        if (json()) {
            writeJson(new Listed(goals.stream()
                    .map(goal -> new ListedGoal(goal.id(), goal.level(), goal.goal()))
                    .toList()));
            return;
        }
        goals.forEach(
                goal -> out().println(fitting(String.format("%d  %-14s %s", goal.level(), goal.id(), goal.goal()))));
    }

    /** What programs get of the goals; their tests stay hidden. */
    private record Listed(List<ListedGoal> goals) {}

    private record ListedGoal(String id, int level, String goal) {}

    private ModelBench.Listener listener() {
        return new ModelBench.Listener() {
            @Override
            public void started(Coder candidate, Goal goal, int done, int all) {
                // One line for each goal is enough: it comes at its end.
            }

            @Override
            public void ended(GoalOutcome outcome, int done, int all) {
                if (!shared().quiet()) {
                    err().println(fitting(progress(outcome, done, all)));
                }
            }
        };
    }

    private static String progress(GoalOutcome outcome, int done, int all) {
        String how = outcome.success()
                ? "reached at attempt " + outcome.attempts() + ", " + outcome.bytes() + " bytes"
                : outcome.failure().meaning();
        return String.format(
                Locale.ROOT,
                "%d/%d  %s  %s  %.1f s  %s",
                done,
                all,
                ModelName.of(outcome),
                outcome.goal(),
                outcome.milliseconds() / 1000.0,
                how);
    }

    private void report(BenchReport report, Path svg) throws IOException {
        if (svg != null) {
            write(svg, BenchPicture.of(report).getBytes(StandardCharsets.UTF_8));
        }
        if (json()) {
            writeJson(report);
        } else {
            BenchTable.lines(report).forEach(out()::println);
        }
        if (report.hasSeveralSetups()) {
            err().println("These results have several setups or sets of goals, which do not compare.");
        }
    }

    @Command(name = "merge", description = "Show the results of several files as one: pxos bench merge part-*.jsonl")
    int merge(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "Results files.") List<Path> files,
            @Option(
                            names = "--picture",
                            paramLabel = "FILE",
                            description = "Write success against tokens and size as SVG.")
                    Path svg,
            @Option(names = "--output", paramLabel = "FILE", description = "Write all results into this file, too.")
                    Path output)
            throws Exception {
        BenchReport report =
                BenchReport.merged(files.stream().map(ResultsFile::read).toList());
        if (output != null) {
            save(output, ResultsFile.text(report.results()).getBytes(StandardCharsets.US_ASCII));
        }
        report(report, svg);
        return 0;
    }
}
