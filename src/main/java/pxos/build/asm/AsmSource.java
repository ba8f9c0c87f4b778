package pxos.build.asm;

import java.util.ArrayList;
import java.util.List;
import pxos.build.asm.NasmAssembler.Part;

/**
 * The lines of all parts of a source.
 *
 * @param lines one after the other
 * @param parts the part that each line stands in, from 0
 * @param numbers its number there, from 1
 */
record AsmSource(List<String> lines, List<Integer> parts, List<Integer> numbers) {

    static AsmSource of(List<Part> parts) {
        AsmSource source = new AsmSource(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int part = 0; part < parts.size(); part++) {
            int number = 1;
            for (String line : parts.get(part).lines()) {
                source.lines.add(line);
                source.parts.add(part);
                source.numbers.add(number++);
            }
        }
        return source;
    }

    String text() {
        return String.join("\n", lines);
    }
}
