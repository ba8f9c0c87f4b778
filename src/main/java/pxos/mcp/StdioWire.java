package pxos.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Messages as they stand on the wire: one a line, in UTF-8. */
final class StdioWire {

    private static final int MAX_LINE_BYTES = 8 << 20;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private IOException lost;

    StdioWire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next line without its end; what is longer than 8 MB is cut. Empty at the end of the input. */
    Optional<String> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(buffer));
                if (to == 0) {
                    return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, Math.min(end - from, MAX_LINE_BYTES - Math.min(MAX_LINE_BYTES, line.size())));
            boolean whole = end < to;
            from = whole ? end + 1 : end;
            if (whole) {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** Sends a message; where nobody reads any more, it is lost. */
    synchronized void send(ObjectNode message) {
        try {
            out.write((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // A client that does not read does not write either: the input ends, and the server with it.
            lost = e;
        }
    }

    /** @throws IOException where a message was lost for another reason than a client that hung up */
    synchronized void requireSent() throws IOException {
        if (lost != null && !Problem.isHangUp(String.valueOf(lost.getMessage()))) {
            throw lost;
        }
    }
}
