package pxos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import pxos.Problem;
import pxos.build.source.CodeMap;
import pxos.build.source.FeatureBlock;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Services;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.proof.strength.Strength;
import pxos.proof.strength.StrengthTester;
import pxos.proof.strength.Subject;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;

/** How long it takes to say how strong the tests of a feature are, on the second machine: the largest feature, and all. */
public final class StrengthFigures {

    private static final double NANOSECONDS = 1e9;

    private StrengthFigures() {}

    /**
     * Measures them in this process, which is to be started as bin/pxos starts one.
     *
     * @param args the folder of a workspace with the features
     */
    public static void main(String[] args) throws Exception {
        Workspace workspace = Workspace.open(Path.of(args[0]));
        try (Services services = new Services(workspace, Outside.of(System.getenv()), RunObserver.SILENT)) {
            Table table = new Table(System.out);
            table.heading("Strength of the tests, features of M2 to M7, two cores");
            measure(services.analyzer().analyse(workspace), table);
        }
    }

    private static void measure(OsState state, Table table) throws IOException {
        Supplier<Emulator> nobody = () -> {
            throw Problem.input("a shipped test needs QEMU for its strength");
        };
        StrengthTester tester = new StrengthTester(nobody);
        double longest = 0;
        double seconds = 0;
        int mutants = 0;
        for (FeatureBlock block : state.source().features()) {
            List<Scenario> tests = state.kept().getOrDefault(block.name(), List.of());
            Subject subject = new Subject(state.image(), DriveKind.IDE, CodeMap.of(block, state.image()), tests);
            long start = System.nanoTime();
            Strength strength = tester.measure(subject);
            double took = (System.nanoTime() - start) / NANOSECONDS;
            longest = Math.max(longest, took);
            seconds += took;
            mutants += strength.decided() + strength.unknown();
        }
        table.atMost("the figures of a feature, at most", longest, 2, "s");
        table.row("mutants tried", mutants, "");
        table.atLeast("mutants a second", mutants / seconds, 50, "");
    }
}
