package pxos.build.asm;

import java.util.Map;

/** Turns 16-bit instructions in NASM syntax into bytes. */
public interface Assembler {

    /**
     * Assembles for one place in memory.
     *
     * @param source one or more lines of instructions, labels and data
     * @param origin address of the first byte
     * @param symbols labels that the source may use beside its own
     * @throws AssemblyException naming the line at fault, or that there is no assembler on this machine
     */
    AssembledCode assemble(String source, int origin, Map<String, Integer> symbols) throws AssemblyException;

    /** Whether there is an assembler on this machine. */
    boolean available();
}
