package pxos.build.shrink;

import static pxos.build.shrink.Parts.AH;
import static pxos.build.shrink.Parts.AL;
import static pxos.build.shrink.Parts.AX;
import static pxos.build.shrink.Parts.BP;
import static pxos.build.shrink.Parts.BX;
import static pxos.build.shrink.Parts.CARRY;
import static pxos.build.shrink.Parts.CX;
import static pxos.build.shrink.Parts.DI;
import static pxos.build.shrink.Parts.DX;
import static pxos.build.shrink.Parts.FLAGS;
import static pxos.build.shrink.Parts.OTHERS;
import static pxos.build.shrink.Parts.SI;
import static pxos.build.shrink.Parts.SP;

import java.util.Optional;
import pxos.os.code.Encoding;

/**
 * The effect of each instruction of real mode that programs use (Intel SDM volume 2); the others may do anything. Implicit
 * uses of SP by pushes and pops are left out: whoever names SP does something unusual.
 */
final class Effects {

    private static final int[] ADDRESSES = {BX | SI, BX | DI, BP | SI, BP | DI, SI, DI, BP, BX};
    private static final int WORDS_BUT_SP = AX | CX | DX | BX | BP | SI | DI;

    private final Encoding code;
    private final int opcode;
    private final int size;
    private final boolean repeats;

    private Effects(Encoding code) {
        this.code = code;
        this.opcode = code.opcode();
        this.size = opcode < 0x100 && (opcode & 1) == 0 ? 1 : word();
        this.repeats = has(0xF2) || has(0xF3);
    }

    static CodeEffect of(Encoding code) {
        Effects effects = new Effects(code);
        return effects.has(0x67) ? CodeEffect.UNKNOWN : effects.effect();
    }

    private boolean has(int prefix) {
        return code.bytes().subList(0, code.opcodeAt()).contains(prefix);
    }

    private int word() {
        return has(0x66) ? 4 : 2;
    }

    private int operandByte() {
        return code.bytes().get(code.operandAt());
    }

    private boolean isMemory() {
        return operandByte() < 0xC0;
    }

    /** The registers that make the address in memory. */
    private int address() {
        int form = operandByte() & 7;
        return !isMemory() || operandByte() < 0x40 && form == 6 ? 0 : ADDRESSES[form];
    }

    /** The register that the operand byte names besides memory or another register. */
    private int named(int bytes) {
        return Parts.register(code.reg(), bytes);
    }

    /** What stands in a register or memory, looked at. */
    private int looked(int bytes) {
        return isMemory() ? address() : Parts.register(operandByte() & 7, bytes);
    }

    /** The same, written. */
    private CodeEffect written(int reads, int kills) {
        return written(reads, kills, size);
    }

    private CodeEffect written(int reads, int kills, int bytes) {
        return isMemory()
                ? CodeEffect.impure(reads | address(), kills)
                : CodeEffect.pure(reads, kills | Parts.register(operandByte() & 7, bytes));
    }

    private CodeEffect effect() {
        if (opcode < 0x40 && (opcode & 7) < 6) {
            return arithmetic(opcode >> 3, opcode & 7);
        }
        if (opcode >= 0x40 && opcode <= 0x4F) {
            int register = Parts.register(opcode & 7, word());
            return CodeEffect.pure(register, register | OTHERS);
        }
        if (opcode >= 0x50 && opcode <= 0x5F) {
            int register = Parts.register(opcode & 7, word());
            return opcode < 0x58 ? CodeEffect.impure(register, 0) : CodeEffect.impure(0, register);
        }
        if (code.isConditionalJump() || opcode >= 0x0F90 && opcode <= 0x0F9F) {
            int condition = CodeEffect.condition(opcode);
            return opcode >= 0x0F90 && opcode <= 0x0F9F ? written(condition, 0, 1) : CodeEffect.impure(condition, 0);
        }
        if (opcode >= 0x91 && opcode <= 0x97) {
            int both = Parts.register(0, word()) | Parts.register(opcode & 7, word());
            return CodeEffect.pure(both, both);
        }
        if (opcode >= 0xB0 && opcode <= 0xBF) {
            return CodeEffect.pure(0, Parts.register(opcode & 7, opcode < 0xB8 ? 1 : word()));
        }
        return operands().or(this::strings).or(this::alone).orElse(CodeEffect.UNKNOWN);
    }

    private CodeEffect arithmetic(int operation, int form) {
        int carry = operation == 2 || operation == 3 ? CARRY : 0;
        boolean compares = operation == 7;
        if (form >= 4) {
            int a = Parts.register(0, size);
            return CodeEffect.pure(a | carry, compares ? FLAGS : FLAGS | a);
        }
        boolean clears = (operation == 5 || operation == 6) && !isMemory() && (operandByte() & 7) == code.reg();
        int reads = clears ? 0 : named(size) | looked(size) | carry;
        if (compares) {
            return CodeEffect.pure(reads, FLAGS);
        }
        return form < 2 ? written(reads, FLAGS) : CodeEffect.pure(reads, FLAGS | named(size));
    }

    /** Those with an operand byte. */
    private Optional<CodeEffect> operands() {
        return Optional.ofNullable(
                switch (opcode) {
                    case 0x80, 0x81, 0x83 -> group(code.reg());
                    case 0x84, 0x85 -> CodeEffect.pure(named(size) | looked(size), FLAGS);
                    case 0x86, 0x87 -> written(named(size) | looked(size), named(size));
                    case 0x88, 0x89 -> written(named(size), 0);
                    case 0x8A, 0x8B -> CodeEffect.pure(looked(size), named(size));
                    case 0x8C -> written(0, 0, word());
                    case 0x8E -> CodeEffect.impure(looked(2), 0);
                    case 0x8D -> CodeEffect.pure(address(), named(word()));
                    case 0xC6, 0xC7 -> written(0, 0);
                    case 0x69, 0x6B -> CodeEffect.pure(looked(word()), FLAGS | named(word()));
                    case 0x0FAF -> CodeEffect.pure(looked(word()) | named(word()), FLAGS | named(word()));
                    case 0x0FB6, 0x0FBE -> CodeEffect.pure(looked(1), named(word()));
                    case 0x0FB7, 0x0FBF -> CodeEffect.pure(looked(2), named(word()));
                    case 0xC0, 0xC1, 0xD0, 0xD1, 0xD2, 0xD3 -> shift();
                    case 0xF6, 0xF7 -> unary();
                    case 0xFE, 0xFF -> counting();
                    case 0x8F -> written(0, 0, word()).withoutPurity();
                    default -> null;
                });
    }

    private CodeEffect group(int operation) {
        int carry = operation == 2 || operation == 3 ? CARRY : 0;
        int reads = looked(width()) | carry;
        return operation == 7 ? CodeEffect.pure(reads, FLAGS) : written(reads, FLAGS, width());
    }

    /** 80 is for bytes, and so are C0, D0, D2, F6 and FE. */
    private int width() {
        return (opcode & 1) == 0 ? 1 : word();
    }

    private CodeEffect shift() {
        int count = opcode >= 0xD2 ? Parts.half(1) : 0;
        boolean moves = opcode == 0xD0 || opcode == 0xD1 || opcode < 0xD0 && (code.immediate() & 31) != 0;
        int carry = code.reg() == 2 || code.reg() == 3 ? CARRY : 0;
        boolean rotates = code.reg() < 4;
        CodeEffect effect = written(looked(width()) | count | carry, moves ? rotates ? CARRY : FLAGS : 0, width());
        return new CodeEffect(effect.reads(), effect.kills(), effect.changes() | FLAGS, effect.isPure());
    }

    private CodeEffect unary() {
        int looked = looked(width());
        int full = width() == 1 ? AX : Parts.register(0, width()) | Parts.register(2, width());
        int half = Parts.register(0, width());
        return switch (code.reg()) {
            case 0, 1 -> CodeEffect.pure(looked, FLAGS);
            case 2 -> written(looked, 0, width());
            case 3 -> written(looked, FLAGS, width());
            case 4, 5 -> CodeEffect.pure(looked | half, FLAGS | full);
            // A division by zero is an interrupt.
            default -> CodeEffect.impure(looked | full, full).perhaps(FLAGS);
        };
    }

    private CodeEffect counting() {
        return switch (code.reg()) {
            case 0, 1 -> written(looked(width()), OTHERS, width());
            case 6 -> CodeEffect.impure(looked(word()), 0);
            default -> CodeEffect.UNKNOWN;
        };
    }

    private Optional<CodeEffect> strings() {
        int a = Parts.register(0, size);
        CodeEffect once = switch (opcode) {
            case 0xA4, 0xA5 -> CodeEffect.impure(SI | DI, SI | DI);
            case 0xA6, 0xA7 -> CodeEffect.pure(SI | DI, SI | DI | FLAGS);
            case 0xAA, 0xAB -> CodeEffect.impure(a | DI, DI);
            case 0xAC, 0xAD -> CodeEffect.pure(SI, SI | a);
            case 0xAE, 0xAF -> CodeEffect.pure(a | DI, DI | FLAGS);
            default -> null;
        };
        // Where CX is 0, a repeated one does nothing.
        return Optional.ofNullable(once)
                .map(effect -> repeats ? effect.perhaps(effect.changes() | CX).reading(CX) : effect);
    }

    /** Those without an operand byte. */
    private Optional<CodeEffect> alone() {
        int a = Parts.register(0, size);
        return Optional.ofNullable(
                switch (opcode) {
                    case 0x90 -> CodeEffect.pure(0, 0);
                    case 0x06, 0x0E, 0x16, 0x1E, 0x07, 0x17, 0x1F, 0x68, 0x6A -> CodeEffect.UNSEEN;
                    case 0xF4, 0xFA, 0xFB, 0xFC, 0xFD, 0xE8, 0xE9, 0xEB -> CodeEffect.UNSEEN;
                    case 0x60 -> has(0x66) ? null : CodeEffect.impure(WORDS_BUT_SP, 0);
                    case 0x61 -> has(0x66) ? null : CodeEffect.impure(0, WORDS_BUT_SP);
                    case 0x98 -> has(0x66) ? CodeEffect.pure(AX, Parts.register(0, 4) & ~AX) : CodeEffect.pure(AL, AH);
                    case 0x99 -> CodeEffect.pure(Parts.register(0, word()), Parts.register(2, word()));
                    case 0x9C -> CodeEffect.impure(FLAGS, 0);
                    case 0x9D -> CodeEffect.impure(0, FLAGS);
                    case 0xA0, 0xA1 -> CodeEffect.pure(0, a);
                    case 0xA2, 0xA3 -> CodeEffect.impure(a, 0);
                    case 0xA8, 0xA9 -> CodeEffect.pure(a, FLAGS);
                    case 0xD4 -> CodeEffect.pure(AL, AX | OTHERS).perhaps(CARRY);
                    case 0xD7 -> CodeEffect.pure(AL | BX, AL);
                    // The BIOS takes no flags, and gives back those that it got, or some of them changed.
                    case 0xCD -> CodeEffect.UNKNOWN.ignoring(FLAGS);
                    case 0xE0, 0xE1 -> CodeEffect.impure(CX | OTHERS, CX);
                    case 0xE2 -> CodeEffect.impure(CX, CX);
                    case 0xE3 -> CodeEffect.impure(CX, 0);
                    case 0xE4, 0xE5 -> CodeEffect.impure(0, a);
                    case 0xEC, 0xED -> CodeEffect.impure(DX, a);
                    case 0xE6, 0xE7 -> CodeEffect.impure(a, 0);
                    case 0xEE, 0xEF -> CodeEffect.impure(a | DX, 0);
                    case 0xF5 -> CodeEffect.pure(CARRY, CARRY);
                    case 0xF8, 0xF9 -> CodeEffect.pure(0, CARRY);
                    default -> null;
                });
    }

    /** Whether SP itself is looked at or changed, not only by a push or pop. */
    static boolean namesStack(CodeEffect effect) {
        return ((effect.reads() | effect.changes()) & SP) != 0;
    }
}
