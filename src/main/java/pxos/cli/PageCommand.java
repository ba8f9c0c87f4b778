package pxos.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.page.PageWriter;
import pxos.page.Pages;
import pxos.page.v86.Firmware;
import pxos.pipeline.OsState;
import pxos.pipeline.Services;
import pxos.proof.qemu.QemuBinary;
import pxos.workspace.Workspace;

/** Writes the page of a workspace. */
@Command(
        name = "page",
        description = "Write one HTML file in which pxOS runs, its story is told, and every test can be run again.")
final class PageCommand extends Subcommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "pxos.html",
            description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "",
            description = "Where the page will stand: link previews then show a picture, which is written beside it.")
    private String url;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        Pages pages = new Pages(workspace, Firmware.of(QemuBinary.locate(environment())));
        OsState state;
        try (Services services = services(workspace)) {
            state = services.analyzer().analyse(workspace);
        }
        String html = new PageWriter().html(pages.page(state, url, false));
        write(output, html.getBytes(StandardCharsets.UTF_8));
        return 0;
    }
}
