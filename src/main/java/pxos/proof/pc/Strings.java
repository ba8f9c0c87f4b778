package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

/** String instructions, repeated or not (Intel SDM, volume 2, "REP/REPE/REPZ/REPNE/REPNZ"). */
final class Strings {

    private static final int CMPS = 0xA6;
    private static final int SCAS = 0xAE;
    private static final int WHILE_EQUAL = 0xF3;

    private final Cpu cpu;
    private final Decoder d;

    Strings(Cpu cpu, Decoder d) {
        this.cpu = cpu;
        this.d = d;
    }

    /**
     * Runs the instruction to its end; no interrupt comes between two repetitions.
     *
     * @param opcode that for bytes
     */
    void run(int opcode, int size) {
        if (d.repeat == 0) {
            once(opcode, size);
            return;
        }
        boolean compares = opcode == CMPS || opcode == SCAS;
        while (cpu.get(CX, d.addressSize) != 0) {
            cpu.set(CX, cpu.get(CX, d.addressSize) - 1, d.addressSize);
            once(opcode, size);
            cpu.instructions++;
            if (compares && cpu.alu.is(Alu.ZF) != (d.repeat == WHILE_EQUAL)) {
                return;
            }
        }
    }

    private void once(int opcode, int size) {
        switch (opcode) {
            case 0x6C -> store(cpu.in(cpu.word(DX), size), size);
            case 0x6E -> cpu.out(cpu.word(DX), load(DS, SI, size), size);
            case 0xA4 -> store(load(DS, SI, size), size);
            case CMPS -> cpu.alu.subtract(load(DS, SI, size), load(ES, DI, size), 0, size);
            case 0xAA -> store(cpu.get(AX, size), size);
            case 0xAC -> cpu.set(AX, load(DS, SI, size), size);
            default -> cpu.alu.subtract(cpu.get(AX, size), load(ES, DI, size), 0, size);
        }
    }

    private int load(int segment, int register, int size) {
        int value = cpu.read(segment == DS ? d.segment(DS) : segment, at(register), size);
        advance(register, size);
        return value;
    }

    private void store(int value, int size) {
        cpu.write(ES, at(DI), value, size);
        advance(DI, size);
    }

    private int at(int register) {
        return d.within(cpu.get(register, d.addressSize));
    }

    private void advance(int register, int size) {
        int step = cpu.alu.is(Alu.DF) ? -size : size;
        cpu.set(register, cpu.get(register, d.addressSize) + step, d.addressSize);
    }
}
