package pxos.cli;

import java.io.PrintWriter;
import pxos.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Writes the one JSON document of {@code --machine}, once; in ASCII, so that it is the same in every locale. */
final class MachineOutput {

    private boolean written;

    /** Writes {@code document}, unless one was written before. */
    synchronized void write(PrintWriter out, ObjectNode document) {
        if (!written) {
            written = true;
            out.println(Json.writeAscii(document));
            out.flush();
        }
    }
}
