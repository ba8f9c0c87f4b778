package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import pxos.proof.pc.Pc.Level;

/** What the instructions do: the table of one-byte opcodes, row by row (Intel SDM, volume 2, appendix A). */
final class Instructions {

    /** LEA, which reads nothing at the address. */
    private static final int LOAD_ADDRESS = 0x8D;

    /** The opcodes that an operand byte follows, a row of 16 in each number, the first one in its last bit. */
    private static final int[] OPERAND_BYTE = {
        0x0F0F, 0x0F0F, 0x0F0F, 0x0F0F, 0, 0, 0x0A0C, 0, 0xFFFF, 0, 0, 0, 0x00F3, 0xFF0F, 0, 0xC0C0
    };

    private final Cpu cpu;
    private final Decoder d;
    private final Alu alu;
    private final Flow flow;
    private final Groups groups;
    private final Strings strings;
    private final TwoByteOpcodes twoByteOpcodes;

    Instructions(Cpu cpu) {
        this.cpu = cpu;
        this.d = new Decoder(cpu);
        this.alu = cpu.alu;
        this.flow = new Flow(cpu, d);
        this.groups = new Groups(cpu, d, flow);
        this.strings = new Strings(cpu, d);
        this.twoByteOpcodes = new TwoByteOpcodes(cpu, d, flow, groups);
    }

    /** Goes by rows of 16: the short compiler makes a chain of comparisons of a switch, in the order of its cases. */
    void execute() {
        int opcode = d.opcode();
        int size = (opcode & 1) == 0 ? 1 : d.size;
        if ((OPERAND_BYTE[opcode >> 4] >> (opcode & 0xF) & 1) != 0) {
            d.operands(opcode != LOAD_ADDRESS);
        }
        switch (opcode >> 4) {
            case 0, 1, 2, 3 -> rows0To3(opcode, size);
            case 4 -> row4(opcode);
            case 5 -> row5(opcode);
            case 6 -> row6(opcode, size);
            case 7 -> flow.jumpIf(alu.condition(opcode & 0xF), (byte) cpu.fetch());
            case 8 -> row8(opcode, size);
            case 9 -> row9(opcode);
            case 0xA -> rowA(opcode, size);
            case 0xB -> rowB(opcode);
            case 0xC -> rowC(opcode, size);
            case 0xD -> rowD(opcode, size);
            case 0xE -> rowE(opcode, size);
            default -> rowF(opcode, size);
        }
    }

    private void rows0To3(int opcode, int size) {
        if ((opcode & 7) < 6) {
            arithmetic(opcode >> 3, opcode & 7, size);
        } else {
            segmentOrDecimal(opcode);
        }
    }

    /** @param form memory and register, register and memory, or accumulator and immediate value, each in two sizes */
    private void arithmetic(int operation, int form, int size) {
        boolean toMemory = form < 2;
        if (form >= 4) {
            d.reg = AX;
        }
        int register = d.getReg(size);
        int value = form < 4 ? d.get(size) : cpu.fetch(size);
        int result = alu.arithmetic(operation, toMemory ? value : register, toMemory ? register : value, size);
        if (operation != Alu.CMP && toMemory) {
            d.set(result, size);
        } else if (operation != Alu.CMP) {
            d.setReg(result, size);
        }
    }

    private void segmentOrDecimal(int opcode) {
        switch (opcode) {
            case 0x06, 0x0E, 0x16, 0x1E -> cpu.push(cpu.segments[opcode >> 3], d.size);
            case 0x07, 0x17, 0x1F -> cpu.load(opcode >> 3, cpu.pop(d.size));
            case 0x0F -> twoByteOpcodes.execute();
            case 0x27, 0x2F -> cpu.set(AX, alu.decimalAdjust(cpu.word(AX), opcode == 0x27 ? 1 : -1), 2);
            default -> {
                boolean carriesIntoAh = cpu.isAtLeast(Level.I80286);
                cpu.set(AX, alu.asciiAdjust(cpu.word(AX), opcode == 0x37 ? 1 : -1, carriesIntoAh), 2);
            }
        }
    }

    private void row4(int opcode) {
        int register = opcode & 7;
        cpu.set(register, alu.step(cpu.get(register, d.size), opcode < 0x48, d.size), d.size);
    }

    private void row5(int opcode) {
        int register = opcode & 7;
        if (opcode >= 0x58) {
            cpu.set(register, cpu.pop(d.size), d.size);
        } else {
            // Up to the 80186, PUSH SP stores what SP is afterwards.
            boolean after = register == SP && !cpu.isAtLeast(Level.I80286);
            cpu.push(cpu.get(register, d.size) - (after ? 2 : 0), d.size);
        }
    }

    private void row6(int opcode, int size) {
        if (!cpu.knows(Level.I80186)) {
            return;
        }
        switch (opcode) {
            case 0x60 -> flow.pushAll();
            case 0x61 -> flow.popAll();
            case 0x62 -> groups.bound();
            case 0x68 -> cpu.push(cpu.fetch(d.size), d.size);
            case 0x69, 0x6B -> groups.multiply(opcode == 0x69 ? cpu.fetch(d.size) : (byte) cpu.fetch(), d.get(d.size));
            case 0x6A -> cpu.push((byte) cpu.fetch(), d.size);
            case 0x6C, 0x6D, 0x6E, 0x6F -> strings.run(opcode & 0xFE, size);
            default -> cpu.undocumented(opcode);
        }
    }

    private void row8(int opcode, int size) {
        switch (opcode) {
            case 0x80, 0x82 -> groups.immediate(cpu.fetch(), 1);
            case 0x81 -> groups.immediate(cpu.fetch(d.size), d.size);
            case 0x83 -> groups.immediate((byte) cpu.fetch() & Alu.mask(d.size), d.size);
            case 0x84, 0x85 -> alu.logic(d.get(size) & d.getReg(size), size);
            case 0x86, 0x87 -> {
                int value = d.get(size);
                d.set(d.getReg(size), size);
                d.setReg(value, size);
            }
            case 0x88, 0x89 -> d.set(d.getReg(size), size);
            case 0x8A, 0x8B -> d.setReg(d.get(size), size);
            case 0x8C -> groups.storeSegment();
            case LOAD_ADDRESS -> groups.loadAddress();
            case 0x8E -> groups.loadSegment();
            default -> groups.pop();
        }
    }

    private void row9(int opcode) {
        switch (opcode) {
            case 0x98 -> cpu.set(AX, Alu.signed(cpu.registers[AX], d.size / 2), d.size);
            case 0x99 -> cpu.set(DX, Alu.signed(cpu.registers[AX], d.size) >> 31, d.size);
            case 0x9A -> flow.callFar(cpu.fetch(d.size), cpu.fetch(2));
            // WAIT: no floating point instruction is under way.
            case 0x9B -> {}
            case 0x9C -> cpu.push(cpu.flagsWord(), d.size);
            case 0x9D -> cpu.setFlagsWord(cpu.pop(d.size));
            case 0x9E -> alu.define(Alu.ALL & 0xFF, cpu.get(AH, 1));
            case 0x9F -> cpu.set(AH, cpu.flagsWord(), 1);
            default -> {
                int register = opcode & 7;
                int value = cpu.get(register, d.size);
                cpu.set(register, cpu.get(AX, d.size), d.size);
                cpu.set(AX, value, d.size);
            }
        }
    }

    private void rowA(int opcode, int size) {
        switch (opcode) {
            case 0xA0, 0xA1 -> cpu.set(AX, cpu.read(d.segment(DS), d.direct(), size), size);
            case 0xA2, 0xA3 -> cpu.write(d.segment(DS), d.direct(), cpu.get(AX, size), size);
            case 0xA8, 0xA9 -> alu.logic(cpu.get(AX, size) & cpu.fetch(size), size);
            default -> strings.run(opcode & 0xFE, size);
        }
    }

    private void rowB(int opcode) {
        int size = opcode < 0xB8 ? 1 : d.size;
        cpu.set(opcode & 7, cpu.fetch(size), size);
    }

    private void rowC(int opcode, int size) {
        boolean old = opcode != 0xC0 && opcode != 0xC1 && opcode != 0xC8 && opcode != 0xC9;
        if (!old && !cpu.knows(Level.I80186)) {
            return;
        }
        switch (opcode) {
            case 0xC0, 0xC1 -> groups.shift(cpu.fetch(), size);
            case 0xC2 -> flow.returnNear(cpu.fetch(2));
            case 0xC3 -> flow.returnNear(0);
            case 0xC4, 0xC5 -> groups.loadPointer(opcode == 0xC4 ? ES : DS);
            case 0xC6, 0xC7 -> groups.move(cpu.fetch(size), size);
            case 0xC8 -> flow.enter(cpu.fetch(2), cpu.fetch() & 31);
            case 0xC9 -> flow.leave();
            case 0xCA -> flow.returnFar(cpu.fetch(2));
            case 0xCB -> flow.returnFar(0);
            case 0xCC -> cpu.interrupt(3);
            case 0xCD -> cpu.interrupt(cpu.fetch());
            case 0xCE -> {
                if (alu.uses(Alu.OF)) {
                    cpu.interrupt(4);
                }
            }
            default -> flow.returnFromInterrupt();
        }
    }

    private void rowD(int opcode, int size) {
        switch (opcode) {
            case 0xD0, 0xD1 -> groups.shift(1, size);
            case 0xD2, 0xD3 -> groups.shift(cpu.get(CX, 1), size);
            case 0xD4 -> groups.asciiAfterMultiplication(cpu.fetch());
            case 0xD5 -> groups.asciiBeforeDivision(cpu.fetch());
            case 0xD6 -> cpu.set(AX, -alu.carry(), 1);
            case 0xD7 ->
                cpu.set(AX, cpu.read(d.segment(DS), d.within(cpu.get(BX, d.addressSize) + cpu.get(AX, 1)), 1), 1);
            default -> groups.escape(opcode);
        }
    }

    private void rowE(int opcode, int size) {
        switch (opcode) {
            case 0xE0, 0xE1, 0xE2 -> flow.loop(opcode, (byte) cpu.fetch());
            case 0xE3 -> flow.jumpIf(cpu.get(CX, d.addressSize) == 0, (byte) cpu.fetch());
            case 0xE4, 0xE5 -> cpu.set(AX, cpu.in(cpu.fetch(), size), size);
            case 0xE6, 0xE7 -> cpu.out(cpu.fetch(), cpu.get(AX, size), size);
            case 0xE8 -> flow.call(cpu.fetch(d.size) + cpu.ip);
            case 0xE9 -> flow.jumpIf(true, cpu.fetch(d.size));
            case 0xEA -> flow.jumpFar(cpu.fetch(d.size), cpu.fetch(2));
            case 0xEB -> flow.jumpIf(true, (byte) cpu.fetch());
            case 0xEC, 0xED -> cpu.set(AX, cpu.in(cpu.word(DX), size), size);
            default -> cpu.out(cpu.word(DX), cpu.get(AX, size), size);
        }
    }

    private void rowF(int opcode, int size) {
        switch (opcode) {
            case 0xF4 -> cpu.halted = true;
            case 0xF5 -> alu.put(Alu.CF, alu.carry() == 0);
            case 0xF6, 0xF7 -> groups.unary(size);
            case 0xF8, 0xF9 -> alu.put(Alu.CF, opcode == 0xF9);
            case 0xFA, 0xFB -> cpu.setInterrupts(opcode == 0xFB);
            case 0xFC, 0xFD -> alu.put(Alu.DF, opcode == 0xFD);
            case 0xFE, 0xFF -> groups.stepOrJump(opcode, size);
            default -> cpu.undocumented(opcode);
        }
    }
}
