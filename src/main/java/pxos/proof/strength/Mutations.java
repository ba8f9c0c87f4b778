package pxos.proof.strength;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import pxos.os.code.Encoding;
import pxos.os.code.Instruction;

/** The changes that are tried on an instruction: each is a slip that somebody could make. */
final class Mutations {

    private static final int NOP = 0x90;
    private static final int STACK_POINTER = 4;

    /** Opcodes whose field reg selects what they do. */
    private static final List<Integer> GROUPS = List.of(
            0x80, 0x81, 0x82, 0x83, 0x8F, 0xC0, 0xC1, 0xC6, 0xC7, 0xD0, 0xD1, 0xD2, 0xD3, 0xF6, 0xF7, 0xFE, 0xFF,
            0x0FBA);

    /** Opcodes with a segment register in the field reg, and LEA and the like, which are no mistake of a register. */
    private static final List<Integer> NO_GENERAL_REGISTER = List.of(0x8C, 0x8E);

    /** Opcodes that do the opposite: flags, LOOPE and LOOPNE, and each of ADD and OR with that of SUB and AND. */
    private static final Map<Integer, Integer> OPPOSITE =
            Map.of(0xF8, 0xF9, 0xF9, 0xF8, 0xFC, 0xFD, 0xFD, 0xFC, 0xE0, 0xE1, 0xE1, 0xE0);

    /** The operations of a group and their opposites: ADD and SUB, OR and AND; ROL and ROR, RCL and RCR, SHL and SHR. */
    private static final Map<Integer, Integer> ARITHMETIC = Map.of(0, 5, 5, 0, 1, 4, 4, 1);

    private static final Map<Integer, Integer> SHIFTS = Map.of(0, 1, 1, 0, 2, 3, 3, 2, 4, 5, 5, 4, 7, 4);

    private final Instruction instruction;
    private final Encoding code;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutations(Instruction instruction) {
        this.instruction = instruction;
        this.code = instruction.encoding();
    }

    /** Every mutant of some code, in its order. */
    static List<Mutant> of(List<Instruction> code) {
        return code.stream().flatMap(one -> new Mutations(one).all().stream()).toList();
    }

    private List<Mutant> all() {
        add("deleted", Collections.nCopies(code.sizeBytes(), NOP));
        jump();
        opposite();
        immediate(1);
        immediate(-1);
        register();
        return mutants;
    }

    private void add(String change, List<Integer> bytes) {
        boolean isNew = mutants.stream().noneMatch(mutant -> mutant.bytes().equals(bytes));
        if (isNew && !bytes.equals(code.bytes())) {
            mutants.add(new Mutant(instruction, change, bytes));
        }
    }

    private void with(String change, int at, int value) {
        List<Integer> bytes = new ArrayList<>(code.bytes());
        bytes.set(at, value & 0xFF);
        add(change, bytes);
    }

    private void jump() {
        if (code.isConditionalJump()) {
            with("the other condition", code.opcodeAt(), code.opcode() ^ 1);
        }
    }

    private void opposite() {
        int opcode = code.opcode();
        if (OPPOSITE.containsKey(opcode)) {
            with("the opposite", code.opcodeAt(), OPPOSITE.get(opcode));
        } else if (opcode >= 0x40 && opcode < 0x50) {
            with(opcode < 0x48 ? "dec" : "inc", code.opcodeAt(), opcode ^ 8);
        } else if (opcode < 0x40 && (opcode & 7) < 6 && ARITHMETIC.containsKey(opcode >> 3)) {
            with("the opposite", code.opcodeAt(), ARITHMETIC.get(opcode >> 3) << 3 | opcode & 7);
        } else if (opcode >= 0x80 && opcode <= 0x83) {
            group(ARITHMETIC);
        } else if (opcode == 0xC0 || opcode == 0xC1 || opcode >= 0xD0 && opcode <= 0xD3) {
            group(SHIFTS);
        } else if ((opcode & 0xFE) == 0xFE && code.reg() < 2) {
            group(Map.of(0, 1, 1, 0));
        }
    }

    private void group(Map<Integer, Integer> opposites) {
        Integer other = opposites.get(code.reg());
        if (other != null) {
            with("the opposite", code.operandAt(), code.bytes().get(code.operandAt()) & 0xC7 | other << 3);
        }
    }

    private void immediate(int step) {
        boolean isPlace = code.isRelative() || List.of(0x9A, 0xEA, 0xC8).contains(code.opcode());
        if (!code.hasImmediate() || isPlace) {
            return;
        }
        int value = code.immediate() + step;
        List<Integer> bytes = new ArrayList<>(code.bytes());
        for (int i = code.immediateAt(); i < bytes.size(); i++) {
            bytes.set(i, value >> 8 * (i - code.immediateAt()) & 0xFF);
        }
        add("its number " + (step > 0 ? "plus" : "minus") + " 1", bytes);
    }

    private void register() {
        int opcode = code.opcode();
        if (code.operandAt() >= 0) {
            boolean isGroup = GROUPS.contains(opcode);
            int operand = code.bytes().get(code.operandAt());
            if (isGroup && operand >= 0xC0) {
                with("another register", code.operandAt(), operand & 0xF8 | next(operand & 7));
            } else if (!isGroup && !NO_GENERAL_REGISTER.contains(opcode)) {
                with("another register", code.operandAt(), operand & 0xC7 | next(operand >> 3 & 7) << 3);
            }
        } else if (opcode >= 0x40 && opcode < 0x60
                || opcode > 0x90 && opcode < 0x98
                || opcode >= 0xB0 && opcode < 0xC0) {
            with("another register", code.opcodeAt(), opcode & 0xF8 | next(opcode & 7));
        }
    }

    /** The stack pointer is nobody's slip. */
    private static int next(int register) {
        int next = register + 1 & 7;
        return next == STACK_POINTER ? next + 1 : next;
    }
}
