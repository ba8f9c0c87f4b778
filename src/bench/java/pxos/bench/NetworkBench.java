package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import pxos.pixel.PixelLogger;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.pixel.RunRemarks;

/**
 * Measures the pixel network: {@code NetworkBench FOLDER [RUNS]} fills one and times appends at 10 runs and at the end;
 * {@code NetworkBench recall NETWORK GOAL} times the ten most relevant records in a fresh process.
 */
public final class NetworkBench {
    private static final String[] WHAT = {
        "backspace",
        "help",
        "clear",
        "reboot",
        "echo",
        "ver",
        "beep",
        "date",
        "time",
        "mem",
        "halt",
        "rot13",
        "prompt",
        "colours",
        "banner",
        "cursor",
        "scroll",
        "history",
        "calc",
        "dump"
    };
    private static final String[] HOW = {
        "Add %s command",
        "Implement %s",
        "Change the %s",
        "Make %s faster",
        "Add a command %s that prints a line",
        "Fix %s when the line is empty"
    };

    private NetworkBench() {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("recall")) {
            recall(Path.of(args[1]), args[2]);
        } else {
            fill(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 10_000);
        }
    }

    private static void recall(Path network, String goal) throws IOException {
        long start = System.nanoTime();
        int found = new PixelReader(network).relevant(goal, 10).size();
        System.out.println(found + " records in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private static void fill(Path folder, int runs) throws IOException {
        Path network = folder.resolve("bench.png");
        PixelLogger logger = new PixelLogger(network);
        // The figures at 10 and at 10,000 runs are for a warm program, so the first hundred go elsewhere.
        PixelLogger warm = new PixelLogger(folder.resolve("warm.png"));
        for (int i = 0; i < 100; i++) {
            warm.log(run(i));
        }
        int block = 50;
        double[] first = times(logger, 0, 10 + block);
        List<RunRecord> middle = new ArrayList<>();
        for (int i = 10 + block; i < runs - block; i++) {
            middle.add(run(i));
        }
        logger.log(middle);
        double[] last = times(logger, runs - block, block);
        System.out.printf(
                "append: median %.1f ms at 10 runs, %.1f ms at %d, slowest %.1f ms%n",
                median(Arrays.copyOfRange(first, 10, first.length)),
                median(last),
                runs,
                Arrays.stream(last).max().orElse(0));
        System.out.printf("disk: %d bytes a run, picture and index%n", size(folder, "bench") / runs);
    }

    private static double[] times(PixelLogger logger, int from, int count) throws IOException {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            RunRecord run = run(from + i);
            long start = System.nanoTime();
            logger.log(run);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long size(Path folder, String stem) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(stem))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Most screens are plain; some are of one colour, some have a line in another one. */
    private static String colours(int n) {
        return n % 5 != 0 ? "" : n % 10 == 0 ? "1F*2000" : "1F*" + 80 * (1 + n / 10 % 10) + " 4E*80 1F*800";
    }

    private static RunRecord run(int n) {
        Random random = new Random(n);
        String what = WHAT[random.nextInt(WHAT.length)];
        String goal = String.format(HOW[random.nextInt(HOW.length)], what) + (n % 3 == 0 ? " v" + n : "");
        boolean passed = random.nextInt(10) < 7;
        int first = 0x7E00 + random.nextInt(0x100);
        int size = 20 + random.nextInt(70);
        List<String> screen = new ArrayList<>(List.of(
                "SeaBIOS (version 1.16.2-debian-1.16.2-1)",
                "",
                "Booting from Hard Disk...",
                "HELLO PXOS v" + n,
                "pxOS v1> " + what,
                "pxOS v1> "));
        List<String> listing = new ArrayList<>(List.of("# feature " + what));
        for (int i = 0; i < size; i += 3) {
            listing.add(String.format(
                    "WRITE %04X %02X %02X %02X ; mov si, %04X",
                    first + i, random.nextInt(256), random.nextInt(256), random.nextInt(256), first + size));
        }
        return new RunRecord(
                new RunRecord.Request(
                        "run_" + (1_763_900_000L + 61L * n),
                        "2026-11-23T13:03:11.5" + n % 10 + "Z",
                        goal,
                        "M" + n % 8,
                        n % 4 == 0 ? "lm-studio:qwen2.5-coder-7b" : "recipes"),
                new RunRecord.Result(
                        passed ? "PASS" : "FAIL",
                        passed ? "" : "test",
                        List.of(what + "_command"),
                        "Compose the template command with print_string; hook it to the command list as " + what + ".",
                        List.of(String.format("%04X-%04X", first, first + size - 1), "7FEA-7FEB"),
                        new RunRemarks(
                                List.of(), what + " = the command that it names", List.of(), List.of(), List.of())),
                new RunRecord.Proof(
                        passed ? 14 : random.nextInt(14),
                        14,
                        passed
                                ? List.of()
                                : List.of("scenario '" + what + " answers': wanted row \"" + what
                                        + "\", got row \"Error: Unknown command '" + what + "'\"; cursor 7,9; idle"),
                        passed ? "" : "Run again with --attempts 5",
                        passed ? "100 % executed, 41 of 48 mutants caught" : "",
                        screen,
                        18),
                new RunRecord.Cost(1 + n % 3, n % 4 == 0 ? 3000 + n : 0, 400 + random.nextInt(3000)),
                new RunRecord.Change(
                        screen.subList(0, 4),
                        List.of(String.format("+%04X-%04X", first, first + size - 1), "~7FEA-7FEB"),
                        listing,
                        colours(n),
                        colours(n - 1)));
    }
}
