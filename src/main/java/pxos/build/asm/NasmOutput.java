package pxos.build.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import pxos.build.asm.NasmAssembler.Instruction;
import pxos.os.AddressRange;

/** Reads what NASM says of a source: its errors, its listing, its map of symbols. */
final class NasmOutput {

    private static final Pattern LISTED = Pattern.compile("(?m)^ *(\\d+) ([0-9A-F]{8}) \\S");
    private static final Pattern ERROR = Pattern.compile("(?m)^[^:\n]*:(\\d+): (?:error|fatal|panic): (.*)$");
    private static final Pattern SYMBOL = Pattern.compile("(?m)^ *([0-9A-F]+) +[0-9A-F]+ +(\\S+) *$");

    private NasmOutput() {}

    static List<String> errors(String messages, int headLines, AsmSource source) {
        List<String> lines = source.lines();
        List<String> errors = ERROR.matcher(messages)
                .results()
                .map(error -> {
                    int line = Integer.parseInt(error.group(1)) - headLines;
                    String problem = error.group(2).contains("cpu level")
                            ? "the processor is a 386, which does not know this instruction"
                            : error.group(2);
                    return line < 1 || line > lines.size()
                            ? problem
                            : "line " + source.numbers().get(line - 1) + ": " + problem + ": "
                                    + lines.get(line - 1).strip();
                })
                .toList();
        return errors.isEmpty() ? List.of("nasm did not accept the code: " + messages.strip()) : errors;
    }

    /** The labels that the source itself defines; the map also lists the symbols that it was given. */
    static Map<String, Integer> labels(String map, Set<String> given, AddressRange code) {
        Map<String, Integer> labels = new HashMap<>();
        SYMBOL.matcher(map)
                .results()
                .forEach(symbol -> labels.put(symbol.group(2), Integer.parseInt(symbol.group(1), 16)));
        labels.keySet().removeAll(given);
        labels.values().removeIf(address -> !code.contains(address));
        return labels;
    }

    static List<Instruction> instructions(byte[] bytes, String listing, int headLines, AsmSource source) {
        List<String> lines = source.lines();
        NavigableMap<Integer, Integer> lineAtOffset = new TreeMap<>();
        LISTED.matcher(listing).results().forEach(listed -> {
            int line = Integer.parseInt(listed.group(1)) - headLines;
            boolean continued = lineAtOffset.containsValue(line);
            if (line >= 1 && line <= lines.size() && !continued) {
                lineAtOffset.put(Integer.parseInt(listed.group(2), 16), line);
            }
        });
        List<Instruction> instructions = new ArrayList<>();
        lineAtOffset.forEach((offset, line) -> {
            Integer next = lineAtOffset.higherKey(offset);
            List<Integer> code = IntStream.range(offset, next == null ? bytes.length : next)
                    .mapToObj(i -> bytes[i] & 0xFF)
                    .toList();
            if (!code.isEmpty()) {
                instructions.add(new Instruction(
                        code,
                        AssemblyRails.withoutComment(lines.get(line - 1)),
                        source.parts().get(line - 1)));
            }
        });
        return instructions;
    }
}
