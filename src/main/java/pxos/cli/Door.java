package pxos.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import pxos.Printable;

/**
 * The one way out to a terminal, a pipe or a file: what may not be shown becomes U+FFFD, and what the locale cannot write
 * becomes something like it.
 */
final class Door extends PrintWriter {

    private static final String DRAWN = "─│┌┐└┘├┤┬┴┼…–—“”‘’→✓✔✗✘•·×";
    private static final String[] LIKE = "- | + + + + + + + + + ... - - \" \" ' ' -> ok ok x x * . x".split(" ");

    private final CharsetEncoder encoder;
    private final Watched target;

    /** For tests: everything can be written. */
    Door(Writer out) {
        super(out, true);
        this.encoder = StandardCharsets.UTF_8.newEncoder();
        this.target = null;
    }

    private Door(Watched target, Charset charset) {
        super(new OutputStreamWriter(target, charset), true);
        this.encoder = charset.newEncoder();
        this.target = target;
    }

    /** To the process's stdout or stderr. */
    static Door to(FileDescriptor descriptor) {
        return new Door(new Watched(new FileOutputStream(descriptor)), charset());
    }

    /** That of the terminal: Java's default is UTF-8 everywhere from Java 18 on. */
    private static Charset charset() {
        String name = System.getProperty("native.encoding", "");
        return Charset.isSupported(name) && !name.isEmpty() ? Charset.forName(name) : Charset.defaultCharset();
    }

    /** Writes a sequence that moves a terminal's cursor or sets its colours, as this program made it. */
    static void control(PrintWriter out, String sequence) {
        if (out instanceof Door door) {
            door.raw(sequence);
        } else {
            out.print(sequence);
        }
    }

    private void raw(String text) {
        super.write(text, 0, text.length());
    }

    @Override
    public void write(String text, int offset, int length) {
        String shown = Printable.text(text.substring(offset, offset + length));
        raw(encoder.canEncode(shown) ? shown : encodable(shown));
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        write(new String(characters, offset, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character), 0, 1);
    }

    private String encodable(String text) {
        StringBuilder all = new StringBuilder();
        text.codePoints().forEach(c -> {
            String shown = Character.toString(c);
            int at = DRAWN.indexOf(c);
            all.append(encoder.canEncode(shown) ? shown : at >= 0 ? LIKE[at] : "?");
        });
        return all.toString();
    }

    /** Why something could not be written; empty where all was. */
    String lost() {
        flush();
        return target == null ? "" : target.fault;
    }

    /** Remembers the first fault, which a PrintWriter keeps to itself. */
    private static final class Watched extends FilterOutputStream {
        private String fault = "";

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                fault = fault.isEmpty() ? String.valueOf(e.getMessage()) : fault;
                throw e;
            }
        }
    }
}
