package pxos.build.asm;

import java.util.List;
import java.util.Map;

/**
 * Machine code with the source it came from.
 *
 * @param instructions in memory order, without gaps
 * @param labels the labels that the source defines, with their addresses
 */
public record AssembledCode(List<Instruction> instructions, Map<String, Integer> labels) {

    public AssembledCode {
        instructions = List.copyOf(instructions);
        labels = Map.copyOf(labels);
    }

    /**
     * The bytes of one line of source.
     *
     * @param bytes values 0 to 255, at least one
     * @param text the line, without comment
     */
    public record Instruction(List<Integer> bytes, String text) {
        public Instruction {
            bytes = List.copyOf(bytes);
        }
    }

    public int sizeBytes() {
        return instructions.stream()
                .mapToInt(instruction -> instruction.bytes().size())
                .sum();
    }
}
