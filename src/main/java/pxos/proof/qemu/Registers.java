package pxos.proof.qemu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.proof.Guest;

/**
 * Registers of the guest's processor, as {@code info registers} prints them.
 *
 * @param text what QEMU printed, up to the segment registers
 */
record Registers(Guest.Place place, int stackAddress, boolean interruptsOn, boolean halted, String text) {

    private static final Pattern PRINTED = Pattern.compile(
            "\\s*CPU#0\\s*(?<text>EAX=.*?ESP=(?<sp>\\p{XDigit}{8}).*?EIP=(?<ip>\\p{XDigit}{8}) EFL=(?<flags>\\p{XDigit}{8})"
                    + ".*?HLT=(?<halted>[01]).*?CS =(?<cs>\\p{XDigit}{4}) (?<codeBase>\\p{XDigit}{8})"
                    + ".*?SS =\\p{XDigit}{4} (?<stackBase>\\p{XDigit}{8}).*?)LDT=.*",
            Pattern.DOTALL);
    private static final int INTERRUPT_FLAG = 0x200;
    private static final int BIOS_SEGMENT = 0xF000;

    /** @throws Problem where a register is missing */
    static Registers parse(String printed) {
        Matcher found = PRINTED.matcher(printed);
        if (!found.matches()) {
            throw QemuTrouble.of("QEMU printed no registers: " + printed, null);
        }
        int ip = hex(found, "ip");
        return new Registers(
                new Guest.Place(hex(found, "cs"), ip, hex(found, "codeBase") + ip),
                hex(found, "stackBase") + (hex(found, "sp") & 0xFFFF),
                (hex(found, "flags") & INTERRUPT_FLAG) != 0,
                hex(found, "halted") != 0,
                found.group("text").replace("\r", "").strip());
    }

    boolean inBios() {
        return place.cs() == BIOS_SEGMENT;
    }

    private static int hex(Matcher found, String register) {
        return Integer.parseUnsignedInt(found.group(register), 16);
    }
}
