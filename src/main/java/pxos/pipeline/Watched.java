package pxos.pipeline;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.json.Json;
import pxos.workspace.Workspace;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that another process may watch: while {@link Workspace#watched} is there, what happens goes into {@link
 * Workspace#events}, an event a line. A run that nobody watches only looks whether somebody does.
 *
 * @param observers whoever hears the run
 * @param fileOrNull null where nobody watches
 */
record Watched(RunObserver observers, Writer fileOrNull) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    static Watched by(Workspace workspace, RunObserver observer) {
        if (!Files.exists(workspace.watched())) {
            return new Watched(observer, null);
        }
        try {
            // A file of its own, so that whoever follows the last one sees that another run has begun.
            Files.deleteIfExists(workspace.events());
            Writer file = Files.newBufferedWriter(workspace.events(), StandardCharsets.UTF_8);
            RunObserver events = RunEvents.inDetail(event -> write(event, file));
            return new Watched(new Observers(List.of(events, observer)), file);
        } catch (IOException e) {
            LOG.debug("nobody can watch this run", e);
            return new Watched(observer, null);
        }
    }

    private static void write(ObjectNode event, Writer file) {
        try {
            file.write(Json.writeAscii(event) + "\n");
            file.flush();
        } catch (IOException e) {
            // Whoever watches sees no more; the run goes on.
            LOG.debug("an event could not be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (fileOrNull != null) {
            fileOrNull.close();
        }
    }
}
