package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures the program beside its bars; {@code bin/bench} starts it. */
public final class Bench {

    private Bench() {}

    /** @param args the folder with bin and target; then {@code --quick} or {@code --full}, or nothing */
    public static void main(String[] args) throws Exception {
        String effort = args.length > 1 ? args[1] : "";
        boolean quick = effort.equals("--quick");
        Path home = Path.of(args[0]);
        Path scratch = Files.createTempDirectory("pxos-bench");
        try {
            Program program = new Program(home, scratch);
            Table table = new Table(System.out);
            new WholeRuns(program, table, quick ? 3 : 9).print();
            new SuiteFigures(program, table, quick ? 1 : effort.equals("--full") ? 20 : 3).print();
            strength(scratch, program);
            new TokenFigures(program, table).print();
            new DreamFigures(program, table, quick ? 4 : 20).print();
            print(scratch, ContestFigures.class);
            network(scratch, table, quick ? 1_000 : 10_000);
            SourceSize.of(home.resolve("src/main")).print(table);
        } finally {
            delete(scratch);
        }
    }

    private static void strength(Path scratch, Program program) throws Exception {
        Path workspace = program.newWorkspace();
        program.script(workspace, "--llm", "recipes", "--auto", "--until", "M7").succeeded();
        print(scratch, StrengthFigures.class, workspace.toString());
    }

    private static void network(Path scratch, Table table, int count) throws Exception {
        table.heading("The pixel network, " + count + " runs");
        Path folder = Files.createDirectory(scratch.resolve("network"));
        networkBench(scratch, folder.toString(), String.valueOf(count));
        networkBench(scratch, "recall", folder.resolve("bench.png").toString(), "Add backspace support");
        print(scratch, DreamFigures.class, folder.resolve("bench.png").toString());
    }

    private static void networkBench(Path scratch, String... arguments) throws Exception {
        print(scratch, NetworkBench.class, arguments);
    }

    private static void print(Path scratch, Class<?> program, String... arguments) throws Exception {
        List<String> java = List.of(
                Program.java(),
                // As bin/pxos starts it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        List<String> command =
                Stream.concat(java.stream(), Stream.of(arguments)).toList();
        System.out.print(Launch.of(scratch, command).succeeded().out());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
