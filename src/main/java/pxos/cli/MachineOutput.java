package pxos.cli;

import java.io.PrintWriter;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the one JSON document of {@code --machine}, once; in ASCII, so that it is the same in every locale. */
final class MachineOutput {

    private boolean written;

    /** Writes {@code document}, unless one was written before. */
    synchronized void write(PrintWriter out, ObjectNode document) {
        if (!written) {
            written = true;
            ObjectWriter ascii = JsonMapper.shared().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
            out.println(ascii.writeValueAsString(document));
            out.flush();
        }
    }
}
