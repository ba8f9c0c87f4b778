package pxos.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import pxos.Problem;
import pxos.page.PageInput;
import pxos.page.PageWriter;
import pxos.page.Pages;
import pxos.page.Previews;
import pxos.page.live.LiveServer;
import pxos.pipeline.OsState;
import pxos.pipeline.Services;
import pxos.proof.qemu.QemuBinary;
import pxos.workspace.Workspace;

/** Writes the page of a workspace. */
@Command(
        name = "page",
        description = "Write one HTML file in which pxOS runs, its story is told, and every test can be run again.")
final class PageCommand extends Subcommand {

    private static final int MAX_PORT = 65535;

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

    @Option(
            names = "--serve",
            description =
                    "Show the page at an address of this computer, and in it every run in the workspace as it happens;"
                            + " until Ctrl-C.")
    private boolean serve;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --serve: the port to listen on (default: any free one).")
    private int port;

    @Override
    public Integer call() throws Exception {
        requireInRange("--port", port, 0, MAX_PORT);
        Workspace workspace = workspace();
        PageWriter writer = new PageWriter();
        Pages pages = new Pages(workspace, QemuBinary.locate(environment()));
        if (serve && json()) {
            throw new ParameterException(spec().commandLine(), "--serve has no JSON document; leave --json out.");
        }
        if (serve) {
            serve(workspace, () -> writer.html(pages.page(() -> state(workspace), url, true)));
            return 0;
        }
        PageInput input = pages.page(() -> state(workspace), url, false);
        write(output, writer.html(input).getBytes(StandardCharsets.UTF_8));
        if (!url.isEmpty()) {
            write(output.toAbsolutePath().resolveSibling(PageWriter.PREVIEW), Previews.png(input));
        }
        if (json()) {
            writeJson(new Written(output.toAbsolutePath().normalize().toString()));
        }
        return 0;
    }

    /** What programs get. */
    private record Written(String file) {}

    private OsState state(Workspace workspace) {
        try (Services services = services(workspace)) {
            return services.analyzer().analyse(workspace);
        }
    }

    private void serve(Workspace workspace, LiveServer.PageSource page) throws Exception {
        try (LiveServer server = LiveServer.start(workspace, page, port)) {
            CountDownLatch end = new CountDownLatch(1);
            Thread hook = new Thread(() -> close(server, end), "page-end");
            Runtime.getRuntime().addShutdownHook(hook);
            out().println(server.url());
            if (out().checkError()) {
                // Nobody could open it; that it could not be said is told at the end.
                return;
            }
            err().println("Open this address. Runs in " + workspace.root()
                    + " show there as they happen; Ctrl-C ends it.");
            err().flush();
            end.await();
        } catch (BindException e) {
            throw Problem.input("another program listens at port " + port, "Name another port, or leave out --port.");
        }
    }

    private static void close(LiveServer server, CountDownLatch end) {
        try {
            server.close();
        } catch (IOException e) {
            // A file in the workspace's own folder stays; the next server takes it over.
        }
        end.countDown();
    }
}
