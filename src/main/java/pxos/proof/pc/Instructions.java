package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import pxos.proof.pc.Pc.Level;

/** What the instructions do: the table of one-byte opcodes (Intel SDM, volume 2, appendix A). */
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

    void execute() {
        int opcode = d.opcode();
        int size = (opcode & 1) == 0 ? 1 : d.size;
        if ((OPERAND_BYTE[opcode >> 4] >> (opcode & 0xF) & 1) != 0) {
            d.operands(opcode != LOAD_ADDRESS);
        }
        if (opcode < 0x40 && (opcode & 7) < 6) {
            arithmetic(opcode >> 3, opcode & 7, size);
        } else if (opcode < 0x80) {
            lower(opcode, size);
        } else if (opcode < 0xC0) {
            middle(opcode, size);
        } else {
            upper(opcode, size);
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

    private void lower(int opcode, int size) {
        int register = opcode & 7;
        if (opcode >= 0x60 && opcode < 0x70 && !cpu.knows(Level.I80186)) {
            return;
        }
        switch (opcode) {
            case 0x06, 0x0E, 0x16, 0x1E -> cpu.push(cpu.segments[opcode >> 3], d.size);
            case 0x07, 0x17, 0x1F -> cpu.load(opcode >> 3, cpu.pop(d.size));
            case 0x0F -> twoByteOpcodes.execute();
            case 0x27, 0x2F -> cpu.set(AX, alu.decimalAdjust(cpu.word(AX), opcode == 0x27 ? 1 : -1), 2);
            case 0x37, 0x3F -> {
                boolean carriesIntoAh = cpu.isAtLeast(Level.I80286);
                cpu.set(AX, alu.asciiAdjust(cpu.word(AX), opcode == 0x37 ? 1 : -1, carriesIntoAh), 2);
            }
            case 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F ->
                cpu.set(register, alu.step(cpu.get(register, d.size), opcode < 0x48, d.size), d.size);
            case 0x50, 0x51, 0x52, 0x53, 0x55, 0x56, 0x57 -> cpu.push(cpu.get(register, d.size), d.size);
            // Up to the 80186, PUSH SP stores what SP is afterwards.
            case 0x54 -> cpu.push(cpu.get(register, d.size) - (cpu.isAtLeast(Level.I80286) ? 0 : 2), d.size);
            case 0x58, 0x59, 0x5A, 0x5B, 0x5C, 0x5D, 0x5E, 0x5F -> cpu.set(register, cpu.pop(d.size), d.size);
            case 0x60 -> flow.pushAll();
            case 0x61 -> flow.popAll();
            case 0x62 -> groups.bound();
            case 0x68 -> cpu.push(cpu.fetch(d.size), d.size);
            case 0x69, 0x6B -> groups.multiply(opcode == 0x69 ? cpu.fetch(d.size) : (byte) cpu.fetch(), d.get(d.size));
            case 0x6A -> cpu.push((byte) cpu.fetch(), d.size);
            case 0x6C, 0x6D, 0x6E, 0x6F -> strings.run(opcode & 0xFE, size);
            case 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x7B, 0x7C, 0x7D, 0x7E, 0x7F ->
                flow.jumpIf(alu.condition(opcode & 0xF), (byte) cpu.fetch());
            default -> cpu.undocumented(opcode);
        }
    }

    private void middle(int opcode, int size) {
        int register = opcode & 7;
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
            case 0x8F -> groups.pop();
            case 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97 -> {
                int value = cpu.get(register, d.size);
                cpu.set(register, cpu.get(AX, d.size), d.size);
                cpu.set(AX, value, d.size);
            }
            case 0x98 -> cpu.set(AX, Alu.signed(cpu.registers[AX], d.size / 2), d.size);
            case 0x99 -> cpu.set(DX, Alu.signed(cpu.registers[AX], d.size) >> 31, d.size);
            case 0x9A -> flow.callFar(cpu.fetch(d.size), cpu.fetch(2));
            // WAIT: no floating point instruction is under way.
            case 0x9B -> {}
            case 0x9C -> cpu.push(cpu.flagsWord(), d.size);
            case 0x9D -> cpu.setFlagsWord(cpu.pop(d.size));
            case 0x9E -> alu.define(Alu.ALL & 0xFF, cpu.get(AH, 1));
            case 0x9F -> cpu.set(AH, cpu.flagsWord(), 1);
            case 0xA0, 0xA1 -> cpu.set(AX, cpu.read(d.segment(DS), d.direct(), size), size);
            case 0xA2, 0xA3 -> cpu.write(d.segment(DS), d.direct(), cpu.get(AX, size), size);
            case 0xA4, 0xA5, 0xA6, 0xA7, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF -> strings.run(opcode & 0xFE, size);
            case 0xA8, 0xA9 -> alu.logic(cpu.get(AX, size) & cpu.fetch(size), size);
            case 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7 -> cpu.set(register, cpu.fetch(), 1);
            default -> cpu.set(register, cpu.fetch(d.size), d.size);
        }
    }

    private void upper(int opcode, int size) {
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
            case 0xCF -> flow.returnFromInterrupt();
            case 0xD0, 0xD1 -> groups.shift(1, size);
            case 0xD2, 0xD3 -> groups.shift(cpu.get(CX, 1), size);
            case 0xD4 -> groups.asciiAfterMultiplication(cpu.fetch());
            case 0xD5 -> groups.asciiBeforeDivision(cpu.fetch());
            case 0xD6 -> cpu.set(AX, -alu.carry(), 1);
            case 0xD7 ->
                cpu.set(AX, cpu.read(d.segment(DS), d.within(cpu.get(BX, d.addressSize) + cpu.get(AX, 1)), 1), 1);
            case 0xE0, 0xE1, 0xE2 -> flow.loop(opcode, (byte) cpu.fetch());
            case 0xE3 -> flow.jumpIf(cpu.get(CX, d.addressSize) == 0, (byte) cpu.fetch());
            case 0xE4, 0xE5 -> cpu.set(AX, cpu.in(cpu.fetch(), size), size);
            case 0xE6, 0xE7 -> cpu.out(cpu.fetch(), cpu.get(AX, size), size);
            case 0xE8 -> flow.call(cpu.fetch(d.size) + cpu.ip);
            case 0xE9 -> flow.jumpIf(true, cpu.fetch(d.size));
            case 0xEA -> flow.jumpFar(cpu.fetch(d.size), cpu.fetch(2));
            case 0xEB -> flow.jumpIf(true, (byte) cpu.fetch());
            case 0xEC, 0xED -> cpu.set(AX, cpu.in(cpu.word(DX), size), size);
            case 0xEE, 0xEF -> cpu.out(cpu.word(DX), cpu.get(AX, size), size);
            case 0xF4 -> cpu.halted = true;
            case 0xF5 -> alu.put(Alu.CF, alu.carry() == 0);
            case 0xF6, 0xF7 -> groups.unary(size);
            case 0xF8, 0xF9 -> alu.put(Alu.CF, opcode == 0xF9);
            case 0xFA, 0xFB -> cpu.setInterrupts(opcode == 0xFB);
            case 0xFC, 0xFD -> alu.put(Alu.DF, opcode == 0xFD);
            case 0xFE, 0xFF -> groups.stepOrJump(opcode, size);
            case 0xF1 -> cpu.undocumented(opcode);
            default -> groups.escape(opcode);
        }
    }
}
