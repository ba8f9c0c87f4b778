package pxos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.picture.VgaScreenshot;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;
import pxos.qemu.QemuBinary;
import pxos.qemu.QemuTester;
import pxos.qemu.ScenarioResult;
import pxos.qemu.TestOptions;
import pxos.qemu.TestReport;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.Workspace;

/** Takes a picture of the booted OS. */
@Command(name = "screenshot", description = "Boot pxOS and save a picture of its screen.")
final class ScreenshotCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Mixin
    private RunOptions.Where where = new RunOptions.Where();

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
        Workspace workspace = Workspaces.open(where.workspace);
        BootImage image = new Services(workspace, new RunOptions(), RunObserver.SILENT, pxos.environment())
                .analyzer()
                .analyse(workspace)
                .image();
        TestReport report = new QemuTester(QemuBinary.locate(pxos.environment()))
                .test(image, List.of(typing(keys)), TestOptions.defaults());
        ScenarioResult last = report.results().get(report.results().size() - 1);
        TextScreen screen = last.screen().or(report::bootScreen).orElseThrow(() -> unseen(report));
        Files.write(output, VgaScreenshot.png(screen.cells(), screen.cursorRow(), screen.cursorColumn()));
        spec.commandLine().getOut().println("Wrote " + output);
        return 0;
    }

    private static Scenario typing(String keys) throws RunFailedException {
        try {
            return new Scenario("screenshot", List.of(new Step(keys, List.of())));
        } catch (IllegalArgumentException e) {
            throw new RunFailedException(
                    new RunFailure(Stage.TEST, Kind.INPUT, e.getMessage(), "Special keys stand in braces: {Enter}."), e);
        }
    }

    private static RunFailedException unseen(TestReport report) {
        return new RunFailedException(new RunFailure(Stage.TEST, Kind.CHECKS, report.summary(), "bin/pxos test says more."));
    }
}
