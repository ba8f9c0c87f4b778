package pxos.proof;

/** Finds out which BIOS service a guest is in: code outside the BIOS called it with an INT instruction. */
final class BiosCall {

    /** INT 16h, the keyboard services (Ralf Brown's Interrupt List). */
    static final int KEYBOARD = 0x16;

    static final int NONE = -1;

    private static final int INT_OPCODE = 0xCD;
    private static final int SEARCHED_BYTES = 256;
    private static final int LOWEST_CODE = 0x500;
    private static final int HIGHEST_CODE = 0xA0000;

    private BiosCall() {}

    /**
     * The number of the interrupt whose return address lies nearest to the top of the stack; {@link #NONE} if none.
     *
     * <p>An INT instruction pushes flags, CS and the address behind its two bytes CD nn (Intel SDM, volume 2, INT n).
     */
    static int inProgress(Machine machine, Registers registers) {
        if (registers.stackAddress() < 0) {
            return NONE;
        }
        byte[] stack = machine.memory(registers.stackAddress(), SEARCHED_BYTES);
        for (int i = 0; i + 4 <= stack.length; i += 2) {
            int returnAddress = word(stack, i) + word(stack, i + 2) * 16;
            if (returnAddress >= LOWEST_CODE && returnAddress < HIGHEST_CODE) {
                int instruction = machine.word(returnAddress - 2);
                if ((instruction & 0xFF) == INT_OPCODE) {
                    return instruction >> 8;
                }
            }
        }
        return NONE;
    }

    private static int word(byte[] bytes, int index) {
        return bytes[index] & 0xFF | (bytes[index + 1] & 0xFF) << 8;
    }
}
