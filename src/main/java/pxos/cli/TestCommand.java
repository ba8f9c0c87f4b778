package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.os.TextScreen;
import pxos.page.v86.Firmware;
import pxos.page.v86.NodeBinary;
import pxos.page.v86.V86Judge;
import pxos.pipeline.OsState;
import pxos.pipeline.Services;
import pxos.pixel.picture.VgaScreenshot;
import pxos.proof.DriveKind;
import pxos.proof.JunitReport;
import pxos.proof.ReportTable;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.qemu.QemuBinary;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;

/** Runs every scenario that the workspace knows. */
@Command(name = "test", description = "Boot pxOS and run every scenario that the workspace knows.")
final class TestCommand extends Subcommand {

    private static final Duration V86_DEADLINE = Duration.ofMinutes(5);

    @Option(names = "--only", paramLabel = "WORDS", description = "Run the scenarios whose name contains these words.")
    private String only;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            description = "Boot from this drive alone: ${COMPLETION-CANDIDATES} (default: one after the other).")
    private DriveKind drive;

    @Option(
            names = "--judge",
            paramLabel = "WHICH",
            defaultValue = "qemu",
            description =
                    "What judges: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). v86 runs in Node, from floppy, with"
                            + " the scripts of the page.")
    private Judge judge;

    private final List<TestedDrive> published = new ArrayList<>();

    /** What pxOS boots in. */
    enum Judge {
        QEMU,
        V86;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit XML report for CI systems.")
    private Path junit;

    @Option(
            names = "--screenshot",
            paramLabel = "DIR",
            description = "Save the last screen of each failed check as a picture; with --only, of every check.")
    private Path screenshots;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        try (Services services = services(workspace)) {
            return test(services.analyzer().analyse(workspace), services);
        }
    }

    private int test(OsState state, Services services) throws IOException {
        List<Scenario> scenarios = chosen(state.scenarios());
        Map<String, TestReport> reports = new LinkedHashMap<>();
        if (judge == Judge.V86) {
            return result(Map.of("pxos in v86", inV86(state, scenarios)));
        }
        for (DriveKind each : drive == null ? List.of(DriveKind.values()) : List.of(drive)) {
            String name = each.toString();
            begin("Booting from " + name);
            TestReport report = services.tester().test(state.image(), scenarios, TestOptions.on(each));
            reports.put("pxos from " + name, report);
            show(name, report);
            if (screenshots != null) {
                savePictures(report, name);
            }
        }
        return result(reports);
    }

    private void begin(String what) {
        if (!json()) {
            out().println(what);
        }
    }

    /** Shows a report to a person, or keeps it for the JSON document. */
    private void show(String name, TestReport report) {
        published.add(TestedDrive.of(name, report));
        if (!json()) {
            ReportTable.of(report, verbose()).lines().forEach(line -> {
                terminal().out().verdict(out(), line);
                out().println();
            });
        }
    }

    /** As the page does it in a browser. */
    private TestReport inV86(OsState state, List<Scenario> scenarios) throws IOException {
        if (drive == DriveKind.IDE) {
            throw Problem.input("v86 boots from floppy alone", "Leave out --drive.");
        }
        begin("Booting from floppy in v86");
        Firmware firmware = Firmware.of(QemuBinary.locate(environment()));
        TestReport report =
                new V86Judge(NodeBinary.locate(environment()), firmware, V86_DEADLINE).test(state.image(), scenarios);
        show("v86", report);
        if (screenshots != null) {
            savePictures(report, "v86");
        }
        return report;
    }

    private int result(Map<String, TestReport> reports) throws IOException {
        if (junit != null) {
            JunitReport.write(reports, junit);
        }
        if (reports.values().stream().anyMatch(report -> report.verdict() == Verdict.ERROR)) {
            err().println(TestReport.NOT_OBSERVED);
        }
        boolean passed = reports.values().stream().allMatch(report -> report.verdict() == Verdict.PASS);
        if (json()) {
            writeJson(new Tested(passed, published));
        }
        return passed ? 0 : Kind.CHECKS.exitCode();
    }

    /** What programs get. */
    private record Tested(boolean success, List<TestedDrive> drives) {}

    private void savePictures(TestReport report, String from) throws IOException {
        Files.createDirectories(screenshots);
        for (ScenarioResult result : only == null ? report.failures() : report.results()) {
            if (result.screen().isPresent()) {
                TextScreen screen = result.screen().get();
                String name = (from + "-" + result.name()).replaceAll("[^A-Za-z0-9]+", "-");
                Path file = screenshots.resolve(name + ".png");
                if (json()) {
                    save(file, VgaScreenshot.png(screen));
                } else {
                    write(file, VgaScreenshot.png(screen));
                }
            }
        }
    }

    private List<Scenario> chosen(List<Scenario> all) {
        if (only == null) {
            return all;
        }
        String words = only.toLowerCase(Locale.ROOT);
        List<Scenario> chosen = all.stream()
                .filter(scenario -> scenario.name().toLowerCase(Locale.ROOT).contains(words))
                .toList();
        if (chosen.isEmpty()) {
            throw Problem.input(
                    "no scenario's name contains '" + only + "'", "Without --only all " + all.size() + " are run.");
        }
        return chosen;
    }
}
