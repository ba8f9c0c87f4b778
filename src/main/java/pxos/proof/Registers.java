package pxos.proof;

/**
 * Registers of the guest's processor, as {@code info registers} prints them.
 *
 * @param text what QEMU printed, up to the segment registers
 */
record Registers(int ip, int cs, int codeBase, int sp, int stackBase, int flags, boolean halted, String text) {

    private static final int INTERRUPT_FLAG = 0x200;
    private static final int BIOS_SEGMENT = 0xF000;

    /** @throws QemuException where a register is missing */
    static Registers parse(String printed) {
        return new Registers(
                hex(printed, "EIP=", 8),
                hex(printed, "CS =", 4),
                hex(printed, "CS =", 5, 8),
                hex(printed, "ESP=", 8),
                hex(printed, "SS =", 5, 8),
                hex(printed, "EFL=", 8),
                hex(printed, "HLT=", 1) != 0,
                upToSegments(printed));
    }

    boolean interruptsOn() {
        return (flags & INTERRUPT_FLAG) != 0;
    }

    boolean inBios() {
        return cs == BIOS_SEGMENT;
    }

    /** Physical address of the next instruction. */
    int address() {
        return codeBase + ip;
    }

    int stackAddress() {
        return stackBase + (sp & 0xFFFF);
    }

    private static int hex(String printed, String name, int digits) {
        return hex(printed, name, 0, digits);
    }

    private static int hex(String printed, String name, int skip, int digits) {
        int start = printed.indexOf(name);
        int from = start + name.length() + skip;
        if (start < 0 || from + digits > printed.length()) {
            throw new QemuException("QEMU printed no " + name + " in: " + printed);
        }
        try {
            return Integer.parseUnsignedInt(printed.substring(from, from + digits), 16);
        } catch (NumberFormatException e) {
            throw new QemuException("QEMU printed a bad " + name + " in: " + printed, e);
        }
    }

    private static String upToSegments(String printed) {
        int end = printed.indexOf("LDT=");
        return printed.substring(0, end < 0 ? Math.min(printed.length(), 400) : end)
                .replace("CPU#0", "")
                .replace("\r", "")
                .strip();
    }
}
