package pxos.proof.qemu;

import java.util.BitSet;
import java.util.HexFormat;

/** Tells the instructions of an 80386 from those of later processors (80386 Programmer's Reference Manual, appendix A). */
final class Opcodes386 {

    private static final String PREFIXES = "26 2E 36 3E 64 65 66 67 F0 F2 F3 ";
    private static final String TWO_BYTES = "0F";

    /** The second bytes after 0F that it knows. */
    private static final BitSet SECOND_BYTES = new BitSet();

    static {
        for (String range : "00-03 06-06 20-24 26-26 80-A1 A3-A5 A8-A9 AB-AD AF-AF B2-B7 BA-BF".split(" ")) {
            SECOND_BYTES.set(HexFormat.fromHexDigits(range, 0, 2), HexFormat.fromHexDigits(range, 3, 5) + 1);
        }
    }

    private Opcodes386() {}

    /** @param bytes of one instruction, two digits each, separated by blanks */
    static boolean knows(String bytes) {
        String[] parts = bytes.trim().split(" +");
        int opcode = 0;
        while (opcode < parts.length - 1 && PREFIXES.contains(parts[opcode].toUpperCase(java.util.Locale.ROOT) + " ")) {
            opcode++;
        }
        return !parts[opcode].equalsIgnoreCase(TWO_BYTES)
                || opcode + 1 < parts.length && SECOND_BYTES.get(HexFormat.fromHexDigits(parts[opcode + 1]));
    }
}
