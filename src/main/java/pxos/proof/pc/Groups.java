package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import pxos.proof.pc.Pc.Level;

/** Instructions with an operand byte that take more than a line, most of them selected by its field reg. */
final class Groups {

    private static final int BOUND_EXCEEDED = 5;
    private static final int NO_SEGMENT = -1;

    private final Cpu cpu;
    private final Decoder d;
    private final Flow flow;
    private final Alu alu;

    Groups(Cpu cpu, Decoder d, Flow flow) {
        this.cpu = cpu;
        this.d = d;
        this.flow = flow;
        this.alu = cpu.alu;
    }

    void immediate(int value, int size) {
        int result = alu.arithmetic(d.reg, d.get(size), value, size);
        if (d.reg != Alu.CMP) {
            d.set(result, size);
        }
    }

    /** The 8086 shifts by any number of bits, and has no second SHL. */
    void shift(int count, int size) {
        boolean old = cpu.level == Level.I8086;
        if (old && d.reg == 6) {
            cpu.undocumented(0xD0);
        } else {
            d.set(alu.shift(d.reg, d.get(size), old ? count : count & 31, size), size);
        }
    }

    private boolean isDefined(boolean condition, int opcode) {
        if (!condition) {
            cpu.undocumented(opcode);
        }
        return condition;
    }

    void move(int value, int size) {
        if (isDefined(d.reg == 0 || cpu.level == Level.I8086, 0xC6)) {
            d.set(value, size);
        }
    }

    void pop() {
        if (isDefined(d.reg == 0 || cpu.level == Level.I8086, 0x8F)) {
            if (d.addressSize == 4) {
                throw Stop.notModelled("POP to an address of 32 bits, which may depend on SP");
            }
            d.set(cpu.pop(d.size), d.size);
        }
    }

    void loadAddress() {
        if (isDefined(!d.isRegister(), 0x8D)) {
            d.setReg(d.offset, d.size);
        }
    }

    /** LDS and the like. */
    void loadPointer(int segment) {
        if (isDefined(!d.isRegister(), 0xC4)) {
            int value = d.get(d.size);
            cpu.load(segment, d.next(d.size, 2));
            d.setReg(value, d.size);
        }
    }

    void bound() {
        if (isDefined(!d.isRegister(), 0x62)) {
            int index = Alu.signed(d.getReg(d.size), d.size);
            boolean below = index < Alu.signed(d.get(d.size), d.size);
            if (below || index > Alu.signed(d.next(d.size, d.size), d.size)) {
                cpu.raise(BOUND_EXCEEDED);
            }
        }
    }

    private int segment() {
        int segments = cpu.isAtLeast(Level.I80386) ? 6 : 4;
        return cpu.level == Level.I8086 ? d.reg & 3 : d.reg < segments ? d.reg : NO_SEGMENT;
    }

    void storeSegment() {
        if (segment() == NO_SEGMENT) {
            cpu.raise(Cpu.INVALID_OPCODE);
        } else {
            d.set(cpu.segments[segment()], d.isRegister() ? d.size : 2);
        }
    }

    void loadSegment() {
        if (segment() == NO_SEGMENT || segment() == CS && cpu.isAtLeast(Level.I80286)) {
            cpu.raise(Cpu.INVALID_OPCODE);
        } else {
            cpu.load(segment(), d.get(2));
        }
    }

    /** The group of F6 and F7: TEST, NOT, NEG, MUL, IMUL, DIV, IDIV. */
    void unary(int size) {
        if (d.repeat != 0 && d.reg > 3 && cpu.level == Level.I8086) {
            throw Stop.notModelled("a repeat prefix before a multiplication or division, which negates it on an 8086");
        }
        switch (d.reg) {
            case 2 -> d.set(~d.get(size), size);
            case 3 -> d.set(alu.subtract(0, d.get(size), 0, size), size);
            case 4, 5 -> multiplyAccumulator(d.get(size), d.reg == 5, size);
            case 6, 7 -> divide(d.get(size), d.reg == 7, size);
            default -> alu.logic(d.get(size) & cpu.fetch(size), size);
        }
    }

    /** IMUL into a register. */
    void multiply(int a, int b) {
        long product = (long) Alu.signed(a, d.size) * Alu.signed(b, d.size);
        alu.product(product != Alu.signed((int) product, d.size));
        d.setReg((int) product, d.size);
    }

    private void multiplyAccumulator(int factor, boolean signed, int size) {
        int accumulator = cpu.get(AX, size);
        long product = signed
                ? (long) Alu.signed(accumulator, size) * Alu.signed(factor, size)
                : Integer.toUnsignedLong(accumulator) * Integer.toUnsignedLong(factor);
        alu.product(signed ? product != Alu.signed((int) product, size) : product >>> 8 * size != 0);
        // AX for bytes, otherwise DX and AX.
        cpu.set(AX, (int) product, Math.max(2, size));
        if (size > 1) {
            cpu.set(DX, (int) (product >> 8 * size), size);
        }
    }

    private void divide(int operand, boolean signed, int size) {
        int bits = 8 * size;
        long dividend = size == 1
                ? cpu.word(AX)
                : Integer.toUnsignedLong(cpu.get(DX, size)) << bits | Integer.toUnsignedLong(cpu.get(AX, size));
        long divisor = signed ? Alu.signed(operand, size) : Integer.toUnsignedLong(operand);
        dividend = signed ? dividend << 64 - 2 * bits >> 64 - 2 * bits : dividend;
        alu.undefine(Alu.ALL);
        if (divisor == 0 || signed && dividend == Long.MIN_VALUE) {
            cpu.raise(Cpu.DIVIDE_ERROR);
            return;
        }
        long quotient = signed ? dividend / divisor : Long.divideUnsigned(dividend, divisor);
        // The 8086 does not know its smallest number as a quotient.
        boolean smallest = signed && cpu.level == Level.I8086 && quotient == -1L << bits - 1;
        boolean fits = signed ? quotient == Alu.signed((int) quotient, size) : quotient >>> bits == 0;
        if (smallest || !fits) {
            cpu.raise(Cpu.DIVIDE_ERROR);
            return;
        }
        cpu.set(AX, (int) quotient, size);
        cpu.set(size == 1 ? AH : DX, (int) (dividend - quotient * divisor), size);
    }

    /** AAM. */
    void asciiAfterMultiplication(int base) {
        int al = cpu.get(AX, 1);
        if (base == 0) {
            cpu.raise(Cpu.DIVIDE_ERROR);
            return;
        }
        asciiResult(al / base << 8 | al % base);
    }

    /** AAD. */
    void asciiBeforeDivision(int base) {
        asciiResult(cpu.get(AX, 1) + cpu.get(AH, 1) * base & 0xFF);
    }

    private void asciiResult(int ax) {
        cpu.set(AX, ax, 2);
        alu.result(ax & 0xFF, 1);
        alu.undefine(Alu.CF | Alu.AF | Alu.OF);
    }

    /** The group of FE and FF: INC, DEC, CALL, CALL FAR, JMP, JMP FAR, PUSH. */
    void stepOrJump(int opcode, int size) {
        boolean far = d.reg == 3 || d.reg == 5;
        if (!isDefined(d.reg < 2 || opcode == 0xFF && d.reg < 7 && !(far && d.isRegister()), opcode)) {
            return;
        }
        int value = d.get(size);
        switch (d.reg) {
            case 0, 1 -> d.set(alu.step(value, d.reg == 0, size), size);
            case 2 -> flow.call(value);
            case 3 -> flow.callFar(value, d.next(size, 2));
            case 4 -> flow.jump(value);
            case 5 -> flow.jumpFar(value, d.next(size, 2));
            default -> cpu.push(value, d.size);
        }
    }

    /** An instruction for a coprocessor, which an 8086 mostly does not have: nothing happens. */
    void escape(int opcode) {
        if (cpu.isAtLeast(Level.I80286)) {
            throw Stop.notModelled("floating point (opcode %02X)", opcode);
        }
    }
}
