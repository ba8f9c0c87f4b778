package pxos.proof.pc;

import java.util.ArrayList;
import java.util.List;
import pxos.proof.pc.Pc.Level;
import tools.jackson.databind.JsonNode;

/** One instruction that a real processor executed: what was before it, and what was after it. */
final class HardwareCase {

    private static final List<String> REGISTERS = List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");
    private static final List<String> SEGMENTS = List.of("es", "cs", "ss", "ds");
    private static final int PROCESSOR_CONTROL = 0xF000;

    private final JsonNode json;
    private final Level level;
    private final int flagsMask;
    private final Memory memory;
    private final Cpu cpu;

    /** @param flagsMask the flags that the manual defines after this instruction */
    HardwareCase(JsonNode json, Level level, int flagsMask, Memory memory) {
        this.json = json;
        this.level = level;
        this.flagsMask = flagsMask & ~PROCESSOR_CONTROL;
        this.memory = memory;
        this.cpu = new Cpu(level, memory);
        this.cpu.ports = new Cpu.Ports() {
            @Override
            public int in(int port) {
                return 0xFF;
            }

            @Override
            public void out(int port, int value) {
                // Nothing is connected.
            }
        };
    }

    /** Executes it; returns what is different from the real processor. */
    List<String> differences() {
        json.path("ram")
                .forEach(cell -> memory.write(cell.path(0).asInt(), cell.path(1).asInt()));
        JsonNode before = json.path("regs");
        for (int i = 0; i < REGISTERS.size(); i++) {
            cpu.set(i, before.path(REGISTERS.get(i)).asInt(), 2);
        }
        for (int i = 0; i < SEGMENTS.size(); i++) {
            cpu.segments[i] = before.path(SEGMENTS.get(i)).asInt();
        }
        cpu.ip = before.path("ip").asInt();
        cpu.setFlagsWord(before.path("flags").asInt());
        cpu.step();
        if (level == Level.I80286 && !cpu.halted) {
            // The processor was stopped by the HLT behind the instruction, or where it jumped to.
            cpu.step();
        }
        return compare();
    }

    private List<String> compare() {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < REGISTERS.size(); i++) {
            compare(REGISTERS.get(i), cpu.word(i), -1, differences);
        }
        for (int i = 0; i < SEGMENTS.size(); i++) {
            compare(SEGMENTS.get(i), cpu.segments[i], -1, differences);
        }
        compare("ip", cpu.ip, -1, differences);
        compare("flags", cpu.flagsWord(), flagsMask, differences);
        for (JsonNode cell : json.path("final_ram")) {
            int address = cell.path(0).asInt();
            int mask = maskOf(address);
            if ((memory.read(address) & mask) != (cell.path(1).asInt() & mask)) {
                differences.add(String.format(
                        "%05X holds %02X, not %02X",
                        address, memory.read(address), cell.path(1).asInt()));
            }
        }
        return differences;
    }

    private void compare(String name, int value, int mask, List<String> differences) {
        JsonNode after = json.path("final_regs");
        int wanted = (after.has(name) ? after : json.path("regs")).path(name).asInt();
        if (((value ^ wanted) & mask) != 0) {
            differences.add(String.format("%s is %04X, not %04X", name, value, wanted));
        }
    }

    /** An exception of the instruction itself stores flags as undefined as those after it. */
    private int maskOf(int address) {
        boolean stored = json.path("final_regs").has("cs");
        int flagsAt = cpu.linear(Cpu.SS, cpu.word(Cpu.SP) + 4 & 0xFFFF);
        int high = cpu.linear(Cpu.SS, cpu.word(Cpu.SP) + 5 & 0xFFFF);
        return !stored ? 0xFF : address == flagsAt ? flagsMask & 0xFF : address == high ? flagsMask >> 8 | 0xF0 : 0xFF;
    }

    /** Leaves the memory as it found it. */
    void clean() {
        json.path("ram").forEach(cell -> memory.write(cell.path(0).asInt(), 0));
        json.path("final_ram").forEach(cell -> memory.write(cell.path(0).asInt(), 0));
    }
}
