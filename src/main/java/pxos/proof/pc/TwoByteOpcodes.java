package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import pxos.proof.pc.Pc.Level;

/** The opcodes after 0F that a 386 knows (Intel 80386 Programmer's Reference Manual, appendix A). */
final class TwoByteOpcodes {

    private final Cpu cpu;
    private final Decoder d;
    private final Alu alu;
    private final Flow flow;
    private final Groups groups;

    TwoByteOpcodes(Cpu cpu, Decoder d, Flow flow, Groups groups) {
        this.cpu = cpu;
        this.d = d;
        this.alu = cpu.alu;
        this.flow = flow;
        this.groups = groups;
    }

    void execute() {
        int opcode = cpu.fetch();
        if (opcode < 7 && cpu.isAtLeast(Level.I80286) || opcode >> 4 == 2 && cpu.isAtLeast(Level.I80386)) {
            throw Stop.notModelled("a system instruction (0F %02X)", opcode);
        }
        if (!cpu.knows(Level.I80386)) {
            return;
        }
        if (opcode >= 0x90 && opcode < 0xC0 && (opcode & 0xF6) != 0xA0) {
            d.operands(true);
        }
        switch (opcode >> 4) {
            case 0x8 -> flow.jumpIf(alu.condition(opcode & 0xF), cpu.fetch(d.size));
            case 0x9 -> d.set(alu.condition(opcode & 0xF) ? 1 : 0, 1);
            default -> bitsAndMoves(opcode);
        }
    }

    private void bitsAndMoves(int opcode) {
        int from = 1 + (opcode & 1);
        int segment = opcode >> 3 & 1 | 4;
        switch (opcode) {
            case 0xA0, 0xA8 -> cpu.push(cpu.segments[segment], d.size);
            case 0xA1, 0xA9 -> cpu.load(segment, cpu.pop(d.size));
            case 0xA3, 0xAB, 0xB3, 0xBB -> changeBitOfString(opcode >> 3 & 3);
            case 0xA4, 0xAC -> shiftDouble(opcode == 0xA4, cpu.fetch() & 31);
            case 0xA5, 0xAD -> shiftDouble(opcode == 0xA5, cpu.get(CX, 1) & 31);
            case 0xAF -> groups.multiply(d.getReg(d.size), d.get(d.size));
            case 0xB2, 0xB4, 0xB5 -> groups.loadPointer(opcode & 7);
            case 0xB6, 0xB7 -> d.setReg(d.get(from), d.size);
            case 0xBA -> changeBit(d.reg, cpu.fetch());
            case 0xBC, 0xBD -> scan(opcode == 0xBC);
            case 0xBE, 0xBF -> d.setReg(Alu.signed(d.get(from), from), d.size);
            // UD2 and its like.
            case 0x0B, 0xB9 -> cpu.raise(Cpu.INVALID_OPCODE);
            default -> cpu.undocumented(0x0F00 | opcode);
        }
    }

    private void shiftDouble(boolean left, int count) {
        d.set(alu.shiftDouble(left, d.get(d.size), d.getReg(d.size), count, d.size), d.size);
    }

    /** BT and the like with a bit number in a register, which in memory may lie outside the operand. */
    private void changeBitOfString(int operation) {
        int bit = Alu.signed(d.getReg(d.size), d.size);
        if (!d.isRegister()) {
            d.offset = d.offset + Math.floorDiv(bit, 8 * d.size) * d.size & 0xFFFF;
        }
        changeBit(operation | 4, bit);
    }

    /** @param operation BT, BTS, BTR or BTC, from 4 to 7 */
    private void changeBit(int operation, int number) {
        int bit = 1 << (number & 8 * d.size - 1);
        int value = d.get(d.size);
        switch (operation) {
            case 4 -> {}
            case 5 -> d.set(value | bit, d.size);
            case 6 -> d.set(value & ~bit, d.size);
            case 7 -> d.set(value ^ bit, d.size);
            default -> cpu.undocumented(0x0FBA);
        }
        alu.put(Alu.CF, (value & bit) != 0);
        alu.undefine(Alu.OF | Alu.SF | Alu.AF | Alu.PF);
    }

    /** BSF and BSR. Intel leaves their result for zero undefined; it is what the register held, say AMD and QEMU. */
    private void scan(boolean forward) {
        int value = d.get(d.size);
        if (value != 0) {
            d.setReg(forward ? Integer.numberOfTrailingZeros(value) : 31 - Integer.numberOfLeadingZeros(value), d.size);
        }
        alu.put(Alu.ZF, value == 0);
        alu.undefine(Alu.CF | Alu.OF | Alu.SF | Alu.AF | Alu.PF);
    }
}
