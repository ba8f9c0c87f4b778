package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pxos.Problem;
import pxos.json.Json;
import pxos.pipeline.Observers;
import pxos.pipeline.Outside;
import pxos.pipeline.RunEvents;
import pxos.pipeline.RunRequest;
import pxos.pipeline.Runs;

/**
 * One run as its options say: shown to people or as JSON, and its events written down.
 *
 * @param output where the one JSON document goes; null where people want the result
 */
record RunCall(
        Map<String, String> environment,
        ProofOptions options,
        SharedOptions shared,
        PrintWriter out,
        PrintWriter err,
        Console.MachineOutput output) {

    private static final String STDOUT = "-";

    /** @return the exit code */
    int run(RunRequest request) throws IOException {
        Runs runs = new Runs(Outside.of(environment));
        String file = options.events();
        if (file == null) {
            return runs.run(request, console(out)).exitCode();
        }
        boolean toStdout = file.equals(STDOUT);
        try (PrintWriter events = toStdout ? out : opened(Path.of(file))) {
            RunEvents log = new RunEvents(event -> {
                events.println(Json.writeAscii(event));
                events.flush();
            });
            int exitCode = observed(runs, request, log, toStdout ? new PrintWriter(Writer.nullWriter()) : out);
            if (!toStdout && events.checkError()) {
                throw Problem.input("not all events could be written to " + file, "Make room there.");
            }
            return exitCode;
        }
    }

    private int observed(Runs runs, RunRequest request, RunEvents log, PrintWriter shown) {
        try {
            return runs.run(request, new Observers(List.of(log, console(shown))))
                    .exitCode();
        } catch (Problem e) {
            log.failed(request.title(), e);
            throw e;
        }
    }

    private Console console(PrintWriter shown) {
        return new Console(shown, err, output, shared.terminal(environment), shared.quiet());
    }

    private static PrintWriter opened(Path file) {
        try {
            return new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Problem.input("cannot write the events to " + file + ": " + Problem.reason(e), "Name another file.");
        }
    }
}
