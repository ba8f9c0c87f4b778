package pxos.build.source;

import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Printable;

/** One line of OS source. */
public sealed interface SourceLine {

    /** The form of a label. */
    Pattern LABEL = Pattern.compile("[A-Za-z_.][A-Za-z0-9_.]*");

    /** The line as it stands in the file. */
    String text();

    /**
     * One byte of the image.
     *
     * @param address where the byte goes, 0 to 0xFFFF
     * @param value 0 to 255
     * @param comment the instruction or meaning; empty where there is none
     */
    record Write(int address, int value, String comment) implements SourceLine {
        public Write {
            if (value < 0 || value > 0xFF) {
                throw new IllegalArgumentException("not a byte: " + value);
            }
        }

        @Override
        public String text() {
            String command = "WRITE " + hex(address, 4) + " " + hex(value, 2);
            return comment.isEmpty() ? command : command + " ; " + comment;
        }
    }

    /** A label for an address. */
    record Define(String label, int address, String comment) implements SourceLine {
        @Override
        public String text() {
            String command = "DEFINE " + label + " " + hex(address, 4);
            return comment.isEmpty() ? command : command + " ; " + comment;
        }
    }

    /** Says that the code here calls a label; documentation only. */
    record Call(String label) implements SourceLine {
        @Override
        public String text() {
            return "CALL " + label;
        }
    }

    /** A remark: a COMMENT command, a line that begins with {@code #}, or an empty line; kept as written. */
    record Remark(String text) implements SourceLine {

        /** A COMMENT line; characters that could end it or hide in it become blanks. */
        public static Remark comment(String words) {
            return new Remark("COMMENT " + oneLine(words));
        }
    }

    /** {@code value} as source writes it: 0x and {@code digits} capital digits. */
    static String hex(int value, int digits) {
        return "0x" + HexFormat.of().withUpperCase().toHexDigits(value, digits);
    }

    /** {@code words} without anything that could break out of a line of source, or hide in it. */
    static String oneLine(String words) {
        return Printable.line(words);
    }

    /** Those of {@code lines} that write a byte. */
    static Stream<Write> writes(Stream<SourceLine> lines) {
        return lines.filter(Write.class::isInstance).map(Write.class::cast);
    }
}
