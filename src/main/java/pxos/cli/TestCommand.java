package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.os.TextScreen;
import pxos.pipeline.OsState;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;
import pxos.pipeline.Suite;
import pxos.pixel.picture.VgaScreenshot;
import pxos.proof.DriveKind;
import pxos.proof.JunitReport;
import pxos.proof.QemuTester;
import pxos.proof.ReportTable;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;

/** Runs every scenario that the workspace knows. */
@Command(name = "test", description = "Boot pxOS and run every scenario that the workspace knows.")
final class TestCommand implements Callable<Integer> {

    @ParentCommand
    private PxosCommand pxos;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", paramLabel = "WORDS", description = "Run the scenarios whose name contains these words.")
    private String only;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            description = "Boot from this drive alone: ${COMPLETION-CANDIDATES} (default: one after the other).")
    private DriveKind drive;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit XML report for CI systems.")
    private Path junit;

    @Option(
            names = "--screenshot",
            paramLabel = "DIR",
            description = "Save the last screen of each failed check as a picture; with --only, of every check.")
    private Path screenshots;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = Workspaces.open(pxos.where().workspace());
        OsState state = new Services(workspace, new RunOptions(), RunObserver.SILENT, pxos.environment())
                .analyzer()
                .analyse(workspace);
        List<Scenario> scenarios = chosen(Suite.of(state, state.source().featureNames()));
        PrintWriter out = spec.commandLine().getOut();
        boolean passed = true;
        Map<String, TestReport> reports = new LinkedHashMap<>();
        for (DriveKind each : drive == null ? List.of(DriveKind.values()) : List.of(drive)) {
            String name = each.name().toLowerCase(Locale.ROOT);
            out.println("Booting from " + name);
            TestReport report;
            try (QemuTester tester = new QemuTester(new QemuEmulator(QemuBinary.locate(pxos.environment())))) {
                report = tester.test(state.image(), scenarios, TestOptions.on(each));
            }
            out.print(ReportTable.of(report, pxos.where().verbose()));
            passed &= report.verdict() == Verdict.PASS;
            reports.put("pxos from " + name, report);
            if (screenshots != null) {
                savePictures(report, name, out);
            }
        }
        if (junit != null) {
            JunitReport.write(reports, junit);
        }
        out.flush();
        return passed ? 0 : Kind.CHECKS.exitCode();
    }

    private void savePictures(TestReport report, String drive, PrintWriter out) throws IOException {
        Files.createDirectories(screenshots);
        for (ScenarioResult result : only == null ? report.failures() : report.results()) {
            if (result.screen().isPresent()) {
                TextScreen screen = result.screen().get();
                String name = (drive + "-" + result.name()).replaceAll("[^A-Za-z0-9]+", "-");
                Path file = screenshots.resolve(name + ".png");
                Files.write(file, VgaScreenshot.png(screen.cells(), screen.cursorRow(), screen.cursorColumn()));
                out.println("Wrote " + file);
            }
        }
    }

    private List<Scenario> chosen(List<Scenario> all) throws RunFailedException {
        if (only == null) {
            return all;
        }
        List<Scenario> chosen = new ArrayList<>();
        for (Scenario scenario : all) {
            if (scenario.name().toLowerCase(Locale.ROOT).contains(only.toLowerCase(Locale.ROOT))) {
                chosen.add(scenario);
            }
        }
        if (chosen.isEmpty()) {
            throw new RunFailedException(new RunFailure(
                    Stage.TEST,
                    Kind.INPUT,
                    "no scenario's name contains '" + only + "'",
                    "Without --only all " + all.size() + " are run."));
        }
        return chosen;
    }
}
