package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.json.Json;
import pxos.pipeline.Outside;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Runs;
import pxos.pipeline.Services;
import pxos.workspace.Workspace;

/** What every subcommand has at hand: the shared options, the workspace, and where to print. */
abstract class Subcommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Whether it has a result that programs can read. */
    boolean givesJson() {
        return true;
    }

    /** @throws ParameterException for another number */
    final void requireInRange(String name, int value, int least, int most) {
        requireInRange(spec, name, value, least, most);
    }

    /** @throws ParameterException for another number */
    static void requireInRange(CommandSpec spec, String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), name + " is a number from " + least + " to " + most + ", not " + value + ".");
        }
    }

    /** Whether the result is wanted as JSON. */
    final boolean json() {
        return pxos.shared().json();
    }

    /** Writes the one JSON document, in ASCII, so that it is the same in every locale. */
    final void writeJson(Object result) {
        out().println(Json.writeAscii(Json.published(result)));
    }

    final SharedOptions shared() {
        return pxos.shared();
    }

    final boolean verbose() {
        return shared().verbose();
    }

    /** A line cut to the width of the terminal; whole where there is none. */
    final String fitting(String line) {
        Terminal terminal = terminal();
        return terminal.isOut() ? Terminal.cut(line, terminal.columns()) : line;
    }

    final Terminal terminal() {
        return pxos.shared().terminal(environment());
    }

    /** Where QEMU and nasm are looked for. */
    final Map<String, String> environment() {
        return pxos.environment();
    }

    final Workspace workspace() {
        return pxos.shared().workspace(environment(), err());
    }

    final Services services(Workspace workspace) {
        return new Services(workspace, Outside.of(environment()), observer());
    }

    /** Makes the images of the workspace fit its OS source; what a person should know goes to stderr. */
    final void updateImages(Workspace workspace) throws IOException {
        new Runs(Outside.of(environment())).updateImages(workspace, observer());
    }

    final RunObserver observer() {
        return new Console(out(), err(), null, terminal(), pxos.shared().quiet());
    }

    /** Writes a file that was asked for. */
    static void save(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }

    /** Writes a file that was asked for, and says so to a person; what goes to a device, such as stdout, stays alone. */
    final void write(Path file, byte[] content) throws IOException {
        save(file, content);
        if (!json() && Files.isRegularFile(file)) {
            out().println("Wrote " + file);
        }
    }
}
