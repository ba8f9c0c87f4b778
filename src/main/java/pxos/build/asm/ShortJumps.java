package pxos.build.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.build.asm.NasmAssembler.Instruction;

/**
 * Jumps whose displacement has 8 bits, and that must reach a symbol from elsewhere. NASM cuts off the displacement where it
 * does not fit, and says nothing, since it takes the symbol for a number.
 */
final class ShortJumps {

    private static final Pattern JUMP = Pattern.compile(
            "(?i)(?:^|[:\\s])(?<jump>jcxz|jecxz|loop(?:n?[ez])?|j[a-z]{1,3}\\s+short)\\s+(?<symbol>[a-z_.][\\w.]*)\\s*$");

    private ShortJumps() {}

    /**
     * What is wrong with each jump that leads elsewhere than to its symbol.
     *
     * @param origin address of the first instruction
     * @param symbols the addresses of what the source does not define itself
     */
    static List<String> outOfReach(List<Instruction> instructions, int origin, Map<String, Integer> symbols) {
        List<String> wrong = new ArrayList<>();
        int at = origin;
        for (Instruction instruction : instructions) {
            at += instruction.bytes().size();
            Matcher jump = JUMP.matcher(instruction.text());
            Integer target = jump.find() ? symbols.get(jump.group("symbol")) : null;
            byte displacement =
                    instruction.bytes().get(instruction.bytes().size() - 1).byteValue();
            if (target != null && at + displacement != target) {
                wrong.add("'" + jump.group("symbol") + "' is " + (target - at) + " bytes away: too far for "
                        + jump.group("jump") + ", which reaches from -128 to 127: "
                        + instruction.text().strip());
            }
        }
        return wrong;
    }
}
