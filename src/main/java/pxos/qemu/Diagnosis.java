package pxos.qemu;

import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
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
        return new Fault(FaultKind.TRIPLE_FAULT, where + (inRam(address) ? place(address)
                : "not in pxOS; the last code of its own that it entered is " + place(last)));
    }

    Fault halt() {
        Registers registers = machine.registers();
        return new Fault(FaultKind.HALT, String.format("CS:IP %04X:%04X, HLT just before %s",
                registers.cs(), registers.ip(), place(registers.address())));
    }

    /** Adds to a spin or a timeout where the guest spends its time. */
    Fault stuck(Fault fault) {
        Set<Integer> places = new TreeSet<>();
        int inBios = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Registers registers = machine.registers();
            inBios += registers.inBios() ? 1 : 0;
            if (inRam(registers.address())) {
                places.add(registers.address());
            }
        }
        int address = places.isEmpty() ? machine.trace().lastBlock() : places.iterator().next();
        if (address < 0) {
            return fault;
        }
        // The BIOS answers an exception by returning to the instruction that raised it.
        boolean exception = places.size() <= 1 && inBios >= SAMPLES / 8 && repeatsAnException(address);
        return new Fault(fault.kind(), fault.detail() + "; it runs around " + place(address)
                + (exception ? "; the processor raises an exception there again and again ("
                        + exception(address) + ")" : ""));
    }

    private boolean repeatsAnException(int address) {
        int opcode = machine.memory(address, 1)[0] & 0xFF;
        boolean jump = opcode == 0xEB || opcode == 0xE9 || opcode >= 0x70 && opcode <= 0x7F
                || opcode >= 0xE0 && opcode <= 0xE3;
        boolean repeatedString = opcode == 0xF2 || opcode == 0xF3;
        return !jump && !repeatedString && opcode != 0xCD && opcode != 0xF4;
    }

    /** DIV and IDIV are F6 and F7 with 6 or 7 in the reg field (Intel SDM, volume 2). */
    private String exception(int address) {
        byte[] code = machine.memory(address, 2);
        boolean divides = (code[0] & 0xFE) == 0xF6 && (code[1] & 0x30) == 0x30;
        return divides ? "divide error" : "most likely an invalid opcode";
    }

    /** The first address outside the zones that was executed; or -1. */
    int firstOutside(boolean sinceBoot) {
        return machine.trace().firstOutside(
                address -> image.range().contains(address) && !MemoryMap.VECTOR_TABLE.contains(address),
                sinceBoot ? MemoryMap.IMAGE_BASE : -1);
    }

    private static boolean inRam(int address) {
        return address >= 0 && address < TOP_OF_RAM;
    }
}
