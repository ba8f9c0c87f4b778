package pxos.os.code;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bytes of one instruction and what they mean (Intel SDM, volume 2, chapter 2 and appendix A).
 *
 * <pre>
 *   prefixes, opcode (one byte, or 0F and another one), operand byte, displacement, immediate value
 * </pre>
 *
 * @param bytes all of them, 0 to 255 each
 * @param opcode the byte, or 0F00h and the second byte
 * @param opcodeAt index of its last byte
 * @param operandAt index of the operand byte (ModR/M); -1 where there is none
 * @param immediateAt index of the immediate value or the distance of a jump; the size where there is none
 */
public record Encoding(List<Integer> bytes, int opcode, int opcodeAt, int operandAt, int immediateAt) {

    private static final int TWO_BYTE = 0x0F;
    private static final int SIXTEEN = 2;

    /** The opcodes that an operand byte follows, a row of 16 in each number, the first one in its last bit. */
    private static final int[] OPERAND_BYTE = {
        0x0F0F, 0x0F0F, 0x0F0F, 0x0F0F, 0, 0, 0x0A0C, 0, 0xFFFF, 0, 0, 0, 0x00F3, 0xFF0F, 0, 0xC0C0
    };

    public Encoding {
        bytes = List.copyOf(bytes);
    }

    /**
     * The instruction that begins at {@code bytes[at]}; empty where the bytes end before it does.
     */
    public static Optional<Encoding> of(byte[] bytes, int at) {
        try {
            return Optional.of(new Reader(bytes, at).read());
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    public int sizeBytes() {
        return bytes.size();
    }

    public boolean hasImmediate() {
        return immediateAt < bytes.size();
    }

    /** The field reg of the operand byte; -1 where there is none. */
    public int reg() {
        return operandAt < 0 ? -1 : bytes.get(operandAt) >> 3 & 7;
    }

    /** A conditional jump, without LOOP and JCXZ. */
    public boolean isConditionalJump() {
        return opcode >= 0x70 && opcode <= 0x7F || opcode >= 0x0F80 && opcode <= 0x0F8F;
    }

    /** A jump or call by a distance. */
    public boolean isRelative() {
        return isConditionalJump()
                || opcode >= 0xE0 && opcode <= 0xE3
                || opcode >= 0xE8 && opcode <= 0xEB && opcode != 0xEA;
    }

    /** Whether the instruction after it may come next. */
    public boolean goesOn() {
        boolean indirectJump = opcode == 0xFF && (reg() == 4 || reg() == 5);
        return !List.of(0xE9, 0xEA, 0xEB, 0xC2, 0xC3, 0xCA, 0xCB, 0xCF).contains(opcode) && !indirectJump;
    }

    /** Where a jump or call by a distance goes; empty for anything else. */
    public OptionalInt target(int address) {
        if (!isRelative()) {
            return OptionalInt.empty();
        }
        int size = bytes.size() - immediateAt;
        int value = immediate();
        int distance = size == 1 ? (byte) value : size == 2 ? (short) value : value;
        return OptionalInt.of(address + bytes.size() + distance & 0xFFFF);
    }

    /** The immediate value, its first four bytes. */
    public int immediate() {
        int value = 0;
        for (int i = immediateAt; i < Math.min(bytes.size(), immediateAt + 4); i++) {
            value |= bytes.get(i) << 8 * (i - immediateAt);
        }
        return value;
    }

    public String hex() {
        return bytes.stream().map(value -> String.format("%02X", value)).collect(Collectors.joining(" "));
    }

    /** Reads one instruction. */
    private static final class Reader {
        private final byte[] code;
        private final int start;
        private int at;
        private int size = SIXTEEN;
        private int addressSize = SIXTEEN;

        Reader(byte[] code, int start) {
            this.code = code;
            this.start = start;
            this.at = start;
        }

        private int next() {
            return code[at++] & 0xFF;
        }

        Encoding read() {
            int opcode = next();
            while (isPrefix(opcode)) {
                opcode = next();
            }
            boolean one = opcode != TWO_BYTE;
            opcode = one ? opcode : TWO_BYTE << 8 | next();
            int opcodeAt = at - 1 - start;
            boolean hasOperand =
                    one ? (OPERAND_BYTE[opcode >> 4] >> (opcode & 0xF) & 1) != 0 : hasOperand(opcode & 0xFF);
            int operandAt = hasOperand ? at - start : -1;
            int reg = hasOperand ? operand() : 0;
            int immediateAt = at - start;
            at += one ? immediateBytes(opcode, reg) : furtherImmediateBytes(opcode & 0xFF);
            byte[] all = Arrays.copyOfRange(code, start, at);
            if (at > code.length) {
                throw new ArrayIndexOutOfBoundsException(at);
            }
            List<Integer> bytes =
                    IntStream.range(0, all.length).mapToObj(i -> all[i] & 0xFF).toList();
            return new Encoding(bytes, opcode, opcodeAt, operandAt, immediateAt);
        }

        private boolean isPrefix(int code) {
            size = code == 0x66 ? 4 : size;
            addressSize = code == 0x67 ? 4 : addressSize;
            return code >= 0x64 && code <= 0x67
                    || List.of(0x26, 0x2E, 0x36, 0x3E, 0xF0, 0xF2, 0xF3).contains(code);
        }

        /** Reads the operand byte and the displacement; returns the field reg. */
        private int operand() {
            int operand = next();
            int mode = operand >> 6;
            int form = operand & 7;
            if (mode < 3 && addressSize == 4) {
                int base = form == 4 ? next() & 7 : form;
                at += mode == 1 ? 1 : mode == 2 || base == 5 ? 4 : 0;
            } else if (mode < 3) {
                at += mode == 1 ? 1 : mode == 2 || form == 6 ? 2 : 0;
            }
            return operand >> 3 & 7;
        }

        private int immediateBytes(int opcode, int reg) {
            if (opcode < 0x40) {
                return (opcode & 7) == 4 ? 1 : (opcode & 7) == 5 ? size : 0;
            }
            if (opcode >= 0x70 && opcode <= 0x7F || opcode >= 0xB0 && opcode <= 0xB7) {
                return 1;
            }
            return switch (opcode) {
                case 0x6A, 0x6B, 0x80, 0x82, 0x83, 0xA8, 0xC0, 0xC1, 0xC6, 0xCD, 0xD4, 0xD5 -> 1;
                case 0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xEB -> 1;
                case 0x68, 0x69, 0x81, 0xA9, 0xC7, 0xE8, 0xE9 -> size;
                case 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF -> size;
                case 0xA0, 0xA1, 0xA2, 0xA3 -> addressSize;
                case 0xC2, 0xCA -> 2;
                case 0xC8 -> 3;
                case 0x9A, 0xEA -> size + 2;
                case 0xF6 -> reg < 2 ? 1 : 0;
                case 0xF7 -> reg < 2 ? size : 0;
                default -> 0;
            };
        }

        private static boolean hasOperand(int second) {
            boolean alone = second >= 0x80 && second <= 0x8F || second >= 0xC8 || second >= 0x30 && second <= 0x37;
            return !alone
                    && !List.of(0x06, 0x08, 0x09, 0x0B, 0xA0, 0xA1, 0xA2, 0xA8, 0xA9, 0xAA)
                            .contains(second);
        }

        private int furtherImmediateBytes(int second) {
            if (second >= 0x80 && second <= 0x8F) {
                return size;
            }
            return List.of(0xA4, 0xAC, 0xBA, 0xC2, 0xC4, 0xC5, 0xC6).contains(second) ? 1 : 0;
        }
    }
}
