package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

/** Jumps, calls, returns, and stack frames. */
final class Flow {

    private static final int LOOPE = 0xE1;
    private static final int LOOP = 0xE2;

    private final Cpu cpu;
    private final Decoder d;

    Flow(Cpu cpu, Decoder d) {
        this.cpu = cpu;
        this.d = d;
    }

    void jump(int target) {
        cpu.ip = d.size == 4 ? Decoder.narrow(target) : target & 0xFFFF;
    }

    void jumpIf(boolean condition, int distance) {
        if (condition) {
            jump(cpu.ip + distance);
        }
    }

    void jumpFar(int target, int segment) {
        jump(target);
        cpu.segments[CS] = segment & 0xFFFF;
    }

    void call(int target) {
        cpu.push(cpu.ip & 0xFFFF, d.size);
        jump(target);
    }

    void callFar(int target, int segment) {
        cpu.push(cpu.segments[CS], d.size);
        call(target);
        cpu.segments[CS] = segment;
    }

    /** @param bytes of arguments that are taken off the stack, too */
    void returnNear(int bytes) {
        jump(cpu.pop(d.size));
        cpu.set(SP, cpu.word(SP) + bytes, 2);
    }

    void returnFar(int bytes) {
        jumpFar(cpu.pop(d.size), cpu.pop(d.size));
        cpu.set(SP, cpu.word(SP) + bytes, 2);
    }

    void returnFromInterrupt() {
        returnFar(0);
        cpu.setFlagsWord(cpu.pop(d.size));
    }

    /** LOOPNE, LOOPE and LOOP. */
    void loop(int opcode, int distance) {
        int count = cpu.get(CX, d.addressSize) - 1;
        cpu.set(CX, count, d.addressSize);
        boolean goesOn = (count & Alu.mask(d.addressSize)) != 0;
        jumpIf(goesOn && (opcode == LOOP || cpu.alu.uses(Alu.ZF) == (opcode == LOOPE)), distance);
    }

    void pushAll() {
        int sp = cpu.get(SP, d.size);
        for (int register = AX; register <= DI; register++) {
            cpu.push(register == SP ? sp : cpu.get(register, d.size), d.size);
        }
    }

    void popAll() {
        for (int register = DI; register >= AX; register--) {
            int value = cpu.pop(d.size);
            if (register != SP) {
                cpu.set(register, value, d.size);
            }
        }
    }

    void enter(int bytes, int level) {
        cpu.push(cpu.get(BP, d.size), d.size);
        int frame = cpu.word(SP);
        for (int i = 1; i < level; i++) {
            cpu.set(BP, cpu.word(BP) - d.size, 2);
            cpu.push(cpu.read(SS, cpu.word(BP), d.size), d.size);
        }
        if (level > 0) {
            cpu.push(frame, d.size);
        }
        cpu.set(BP, frame, 2);
        cpu.set(SP, cpu.word(SP) - bytes, 2);
    }

    void leave() {
        cpu.set(SP, cpu.word(BP), 2);
        cpu.set(BP, cpu.pop(d.size), d.size);
    }
}
