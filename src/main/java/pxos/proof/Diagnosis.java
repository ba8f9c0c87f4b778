package pxos.proof;

import java.util.HexFormat;
import pxos.os.BootImage;
import pxos.os.MemoryMap;

/** Puts into words where a guest went wrong. */
final class Diagnosis {

    private static final int SAMPLES = 32;
    private static final int TOP_OF_RAM = 0xA0000;

    private final Machine machine;
    private final BootImage image;

    Diagnosis(Machine machine, BootImage image) {
        this.machine = machine;
        this.image = image;
    }

    /** {@code CS:IP}, with the nearest label and the bytes there. */
    String place(int address) {
        return String.format("%04X%s (bytes %s)", address, label(address), bytes(address));
    }

    private String label(int address) {
        return image.nearestLabel(address).map(label -> " at " + label).orElse("");
    }

    private String bytes(int address) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(machine.memory(address & 0xFFFFF, 6));
    }

    /** The fault with the place where the processor stands. */
    Fault tripleFault() {
        Registers registers = machine.registers();
        String where = String.format("CS:IP %04X:%04X, ", registers.cs(), registers.ip());
        int address = registers.address();
        int last = machine.trace().lastBlock();
        return Fault.at(
                inRam(address) ? address : last,
                FaultKind.TRIPLE_FAULT,
                where
                        + (inRam(address)
                                ? place(address)
                                : "not in pxOS; the last code of its own that it entered is " + place(last)));
    }

    Fault halt() {
        Registers registers = machine.registers();
        return Fault.at(
                registers.address() - 1,
                FaultKind.HALT,
                String.format(
                        "CS:IP %04X:%04X, HLT just before %s",
                        registers.cs(), registers.ip(), place(registers.address())));
    }

    /** Adds to a spin or a timeout where the guest spends its time. */
    Fault stuck(Fault fault) {
        int address = -1;
        for (int i = 0; i < SAMPLES && address < 0; i++) {
            int sampled = machine.registers().address();
            address = inRam(sampled) ? sampled : -1;
        }
        address = address < 0 ? machine.trace().lastBlock() : address;
        return address < 0
                ? fault
                : Fault.at(
                        address,
                        fault.kind(),
                        fault.detail() + "; it runs around " + place(address) + exception(address));
    }

    /**
     * The BIOS answers an exception by returning to the instruction that raised it, so that this instruction starts a
     * block. DIV and IDIV are F6 and F7 with 6 or 7 in the reg field (Intel SDM, volume 2).
     */
    private String exception(int address) {
        byte[] code = machine.memory(address, 2);
        String instruction = machine.trace().instruction(address);
        boolean divides = (code[0] & 0xFE) == 0xF6 && (code[1] & 0x30) == 0x30;
        boolean undefined =
                instruction.contains(" ud") || instruction.contains(".byte") || instruction.contains("(bad)");
        if (!divides && !undefined) {
            return "";
        }
        return "; the processor raises an exception there again and again ("
                + (divides ? "divide error" : "invalid opcode") + ")";
    }

    /** The first address outside the zones that was executed; or -1. */
    int firstOutside(boolean sinceBoot) {
        return machine.trace()
                .firstOutside(
                        address -> image.range().contains(address) && !MemoryMap.VECTOR_TABLE.contains(address),
                        sinceBoot ? MemoryMap.IMAGE_BASE : -1);
    }

    private static boolean inRam(int address) {
        return address >= 0 && address < TOP_OF_RAM;
    }
}
