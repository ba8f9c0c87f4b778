package pxos.proof.qemu;

import java.util.Arrays;
import pxos.os.MemoryMap;
import pxos.proof.StartState;

/** The memory that belongs to nobody when the boot sector starts. */
final class FreeMemory {

    private static final int BIOS_DATA_END = 0x500;
    /** SeaBIOS has its stack right below (src/config.h, BUILD_STACK_ADDR). */
    private static final int BIOS_STACK_END = 0x7000;
    /** BIOS data area: KB of memory below the BIOS's own (Ralf Brown's list, memory 0040h:0013h). */
    private static final int MEMORY_KB = 0x413;

    private static final int KB = 1024;

    private FreeMemory() {}

    /** Fills the memory of a machine that stands before the first instruction of the boot sector. */
    static void fill(QemuMachine machine, StartState start) {
        byte[] bytes = start.memory();
        int stack = Math.min(machine.registers().stackAddress(), BIOS_STACK_END);
        fill(machine, bytes, BIOS_DATA_END, stack);
        fill(machine, bytes, BIOS_STACK_END, MemoryMap.IMAGE_BASE);
        fill(machine, bytes, MemoryMap.IMAGE_BASE + MemoryMap.SECTOR_BYTES, machine.word(MEMORY_KB) * KB);
    }

    private static void fill(QemuMachine machine, byte[] bytes, int from, int end) {
        machine.setMemory(from, Arrays.copyOfRange(bytes, from, Math.min(end, bytes.length)));
    }
}
