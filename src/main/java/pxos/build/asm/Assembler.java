package pxos.build.asm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns 16-bit instructions in NASM syntax into bytes. */
public interface Assembler {

    /**
     * Machine code with the source it came from.
     *
     * @param instructions in memory order, without gaps
     * @param labels the labels that the source defines, with their addresses
     */
    record AssembledCode(List<Instruction> instructions, Map<String, Integer> labels) {

        public AssembledCode {
            instructions = List.copyOf(instructions);
            labels = Map.copyOf(labels);
        }
    }

    /**
     * The bytes of one line of source.
     *
     * @param bytes values 0 to 255, at least one
     * @param text the line, without comment
     */
    record Instruction(List<Integer> bytes, String text) {
        public Instruction {
            bytes = List.copyOf(bytes);
        }
    }

    /**
     * Assembles for one place in memory.
     *
     * @param source one or more lines of instructions, labels and data
     * @param origin address of the first byte
     * @param symbols labels that the source may use beside its own
     * @throws pxos.Problem naming each line at fault, or that there is no assembler on this machine
     */
    AssembledCode assemble(String source, int origin, Map<String, Integer> symbols);

    /** Whether there is an assembler on this machine. */
    boolean available();

    /**
     * The global labels that a source defines, found without assembling it. Local ones, which begin with a dot, are
     * nobody else's business.
     */
    static Set<String> labelsIn(String source) {
        Matcher label = Pattern.compile(
                        "(?mi)^[ \\t]*(?!times\\b)([A-Z_][\\w.]*)(?:[ \\t]*:|[ \\t]+(?:db|dw|dd|dq|times|equ)\\b)")
                .matcher(source);
        return label.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
