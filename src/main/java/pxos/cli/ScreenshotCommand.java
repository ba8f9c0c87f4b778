package pxos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.disk.ProjectFiles;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;
import pxos.pixel.picture.VgaScreenshot;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.Workspace;

/** Takes a picture of the booted OS. */
@Command(name = "screenshot", description = "Boot pxOS with the files of its floppy, and save a picture of the screen.")
final class ScreenshotCommand implements Callable<Integer> {

    private static final Pattern TEXT = Pattern.compile("[\\t\\r\\n -~]*");
    /** As many as a scenario's disk may name. */
    private static final int MAX_FILES = 40;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Option(
            names = "--keys",
            paramLabel = "KEYS",
            defaultValue = "",
            description = "Keys to type first, such as \"help{Enter}\".")
    private String keys;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "pxos-screen.png",
            description = "The PNG to write (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = Workspaces.open(pxos.where().workspace());
        BootImage image = new Services(workspace, new RunOptions(), RunObserver.SILENT, pxos.environment())
                .analyzer()
                .analyse(workspace)
                .image();
        Scenario typing = typing(keys, disk(workspace));
        TestReport report;
        try (QemuTester tester = new QemuTester(new QemuEmulator(QemuBinary.locate(pxos.environment())))) {
            report = tester.test(image, List.of(typing), TestOptions.on(DriveKind.IDE));
        }
        ScenarioResult last = report.results().get(report.results().size() - 1);
        TextScreen screen = last.screen().or(report::bootScreen).orElseThrow(() -> unseen(report));
        Files.write(output, VgaScreenshot.png(screen.cells(), screen.cursorRow(), screen.cursorColumn()));
        spec.commandLine().getOut().println("Wrote " + output);
        return 0;
    }

    /** The text files that the project puts onto its floppy, as items of a scenario's disk. */
    private static List<String> disk(Workspace workspace) throws IOException {
        List<String> items = new ArrayList<>();
        ProjectFiles.read(workspace.files()).files().forEach((name, content) -> {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (TEXT.matcher(text).matches() && items.size() < MAX_FILES) {
                items.add(name + " \"" + quotable(text) + "\"");
            }
        });
        return items;
    }

    private static String quotable(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    private static Scenario typing(String keys, List<String> disk) throws RunFailedException {
        try {
            return new Scenario("screenshot", disk, List.of(new Step(keys, List.of())));
        } catch (IllegalArgumentException e) {
            throw new RunFailedException(
                    new RunFailure(Stage.TEST, Kind.INPUT, e.getMessage(), "Special keys stand in braces: {Enter}."),
                    e);
        }
    }

    private static RunFailedException unseen(TestReport report) {
        return new RunFailedException(
                new RunFailure(Stage.TEST, Kind.CHECKS, report.summary(), "bin/pxos test says more."));
    }
}
