package pxos.model.lm;

import java.io.IOException;
import okio.BufferedSource;

/** Reads the lines of a response up to a number of bytes in all; invalid UTF-8 becomes U+FFFD. */
final class BoundedLines {

    private final BufferedSource source;
    private long remainingBytes;

    BoundedLines(BufferedSource source, long maxBytes) {
        this.source = source;
        this.remainingBytes = maxBytes;
    }

    /**
     * The next line without its end; null after the last one.
     *
     * @throws TooMuch once the bytes are used up
     */
    String next() throws IOException {
        if (source.exhausted()) {
            return null;
        }
        long end = source.indexOf((byte) '\n', 0, remainingBytes);
        if (end < 0 && source.getBuffer().size() >= remainingBytes) {
            throw new TooMuch();
        }
        boolean last = end < 0;
        String line = source.readUtf8(last ? source.getBuffer().size() : end);
        if (!last) {
            source.skip(1);
        }
        remainingBytes -= last ? 0 : end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Everything that is left, lines joined by line feeds. */
    String rest() throws IOException {
        if (source.request(remainingBytes + 1)) {
            throw new TooMuch();
        }
        return source.readUtf8();
    }

    /** The response is longer than the client reads. */
    static final class TooMuch extends IOException {
        TooMuch() {
            super("the response is too long");
        }
    }
}
