package pxos.proof.pc;

import java.util.Arrays;

/** What a processor in real mode remembers. Sizes are in bytes: 1, 2 or 4. */
class Registers {

    static final int AX = 0;
    static final int CX = 1;
    static final int DX = 2;
    static final int BX = 3;
    static final int SP = 4;
    static final int BP = 5;
    static final int SI = 6;
    static final int DI = 7;
    /** Registers of one byte: AL, CL, DL and BL have the numbers of AX, CX, DX and BX. */
    static final int AH = 4;

    static final int CH = 5;
    static final int DH = 6;
    static final int BH = 7;

    static final int ES = 0;
    static final int CS = 1;
    static final int SS = 2;
    static final int DS = 3;

    private static final int STATE_SIZE = 19;

    final Alu alu = new Alu();
    final int[] registers = new int[8];
    /** ES, CS, SS, DS, FS, GS. */
    final int[] segments = new int[6];

    int ip;
    boolean halted;
    /** No interrupt comes before the next instruction: STI, or SS has been loaded. */
    boolean shadow;

    int get(int register, int size) {
        return size == 1 ? registers[register & 3] >> 2 * (register & 4) & 0xFF : registers[register] & Alu.mask(size);
    }

    void set(int register, int value, int size) {
        if (size == 1) {
            int shift = 2 * (register & 4);
            registers[register & 3] = registers[register & 3] & ~(0xFF << shift) | (value & 0xFF) << shift;
        } else {
            int mask = Alu.mask(size);
            registers[register] = registers[register] & ~mask | value & mask;
        }
    }

    int word(int register) {
        return registers[register] & 0xFFFF;
    }

    int[] save() {
        int[] state = Arrays.copyOf(registers, STATE_SIZE);
        System.arraycopy(segments, 0, state, 8, segments.length);
        int[] rest = {ip, alu.flags, alu.undefined, halted ? 1 : 0, shadow ? 1 : 0};
        System.arraycopy(rest, 0, state, 14, rest.length);
        return state;
    }

    void restore(int[] state) {
        System.arraycopy(state, 0, registers, 0, registers.length);
        System.arraycopy(state, 8, segments, 0, segments.length);
        ip = state[14];
        alu.flags = state[15];
        alu.undefined = state[16];
        halted = state[17] != 0;
        shadow = state[18] != 0;
    }

    /** All zero, and interrupts off. */
    void clear() {
        restore(new int[STATE_SIZE]);
    }

    /** As QEMU's {@code info registers} begins. */
    @Override
    public String toString() {
        StringBuilder flags = new StringBuilder("DOSZAPC");
        int[] bits = {Alu.DF, Alu.OF, Alu.SF, Alu.ZF, Alu.AF, Alu.PF, Alu.CF};
        for (int i = 0; i < bits.length; i++) {
            flags.setCharAt(i, alu.is(bits[i]) ? flags.charAt(i) : '-');
        }
        int[] r = registers;
        StringBuilder text = new StringBuilder(String.format(
                "EAX=%08x EBX=%08x ECX=%08x EDX=%08x\nESI=%08x EDI=%08x EBP=%08x ESP=%08x\n"
                        + "EIP=%08x EFL=%08x [%s] CPL=0 II=0 A20=1 SMM=0 HLT=%d",
                r[AX], r[BX], r[CX], r[DX], r[SI], r[DI], r[BP], r[SP], ip, alu.flags | 2, flags, halted ? 1 : 0));
        for (int i = 0; i < segments.length; i++) {
            char kind = i == CS ? 'b' : '3';
            char name = "ECSDFG".charAt(i);
            text.append(
                    String.format("\n%cS =%04x %08x 0000ffff 00009%c00", name, segments[i], segments[i] << 4, kind));
        }
        return text.toString();
    }
}
