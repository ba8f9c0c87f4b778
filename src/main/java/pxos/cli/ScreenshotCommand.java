package pxos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.disk.ProjectFiles;
import pxos.pipeline.Services;
import pxos.pixel.picture.VgaScreenshot;
import pxos.proof.DriveKind;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.Workspace;

/** Takes a picture of the booted OS. */
@Command(name = "screenshot", description = "Boot pxOS with the files of its floppy, and save a picture of the screen.")
final class ScreenshotCommand extends Subcommand {

    private static final Pattern TEXT = Pattern.compile("[\\t\\r\\n -~]*");
    /** As many as a scenario's disk may name. */
    private static final int MAX_FILES = 40;

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

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        Scenario typing = typing(keys, disk(workspace));
        TestReport report;
        try (Services services = services(workspace)) {
            BootImage image = services.analyzer().analyse(workspace).image();
            report = services.tester().test(image, List.of(typing), TestOptions.on(DriveKind.IDE));
        }
        ScenarioResult last = report.results().get(report.results().size() - 1);
        TextScreen screen = last.screen()
                .or(report::bootScreen)
                .orElseThrow(() -> new Problem(Kind.CHECKS, report.summary(), "bin/pxos test says more."));
        write(output, VgaScreenshot.png(screen));
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

    private static Scenario typing(String keys, List<String> disk) {
        try {
            return new Scenario("screenshot", disk, List.of(new Step(keys, List.of())));
        } catch (Problem e) {
            throw Problem.input(e.getMessage(), "Special keys stand in braces: {Enter}.");
        }
    }
}
