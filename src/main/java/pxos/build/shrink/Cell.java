package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.os.code.Encoding;

/**
 * An instruction or a piece of data of a feature that is being made smaller.
 *
 * @param old where it stood
 * @param oldSize bytes that it took there
 * @param bytes as they are now; those of references are filled in at the end
 * @param text what the source says of it
 * @param isCode whether it is an instruction
 * @param references addresses in it
 */
record Cell(int old, int oldSize, List<Integer> bytes, String text, boolean isCode, List<Reference> references) {

    static final int RET = 0xC3;
    static final int CALL = 0xE8;
    static final int JMP = 0xE9;
    static final int SHORT_JMP = 0xEB;

    /**
     * An address in the bytes of a cell.
     *
     * @param at index of its first byte
     * @param size bytes that it takes
     * @param relative whether it is a distance from the end of the cell
     * @param target where it led before anything moved
     */
    record Reference(int at, int size, boolean relative, int target) {}

    Cell {
        bytes = List.copyOf(bytes);
        references = List.copyOf(references);
    }

    /** The same in other bytes. */
    Cell become(String otherText, List<Integer> other, Reference... others) {
        return new Cell(old, oldSize, other, otherText, isCode, List.of(others));
    }

    /** Where it stood, with what it is, for people. */
    String inWords() {
        return (old > 0xFFFF ? "new   " : String.format("%04X  ", old)) + text;
    }

    Optional<Encoding> encoding() {
        byte[] raw = new byte[bytes.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (int) bytes.get(i);
        }
        return Encoding.of(raw, 0).filter(code -> code.sizeBytes() == bytes.size());
    }

    boolean isReturn() {
        return isCode && bytes.equals(List.of(RET));
    }

    /** Whether it is a jump that is always taken, to a fixed place, without prefixes. */
    boolean isJump() {
        return isCode && (bytes.get(0) == JMP && bytes.size() == 3 || bytes.get(0) == SHORT_JMP);
    }

    boolean isCall() {
        return isCode && bytes.get(0) == CALL && bytes.size() == 3;
    }

    /** Where a jump or call leads. */
    int target() {
        return references.get(0).target();
    }

    /** Whether it does the same as another one wherever it stands. */
    boolean equalsElsewhere(Cell other) {
        return isCode
                && other.isCode
                && bytes.size() == other.bytes.size()
                && references.equals(other.references)
                && masked().equals(other.masked());
    }

    private List<Integer> masked() {
        List<Integer> masked = new ArrayList<>(bytes);
        for (Reference reference : references) {
            for (int i = 0; i < reference.size(); i++) {
                masked.set(reference.at() + i, 0);
            }
        }
        return masked;
    }
}
