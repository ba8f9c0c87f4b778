package pxos.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.build.asm.NasmAssembler;
import pxos.build.asm.NasmAssembler.Part;
import pxos.build.feature.ByteExpression;
import pxos.build.feature.CodeItem;
import pxos.build.feature.Primitive;

/** Items of a feature that stand in one piece. */
record Unit(List<CodeItem> items) {

    Unit {
        items = List.copyOf(items);
    }

    /** The items in pieces: a new one begins where an address is given. */
    static List<Unit> of(List<CodeItem> items) {
        List<List<CodeItem>> pieces = new ArrayList<>();
        for (CodeItem item : items) {
            if (pieces.isEmpty() || item instanceof CodeItem.Origin) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(item);
        }
        return pieces.stream().map(Unit::new).toList();
    }

    /** Whether the assembler has to see it. */
    boolean isAssembled() {
        return items.stream().anyMatch(Primitive.Asm.class::isInstance);
    }

    int originOr(int address) {
        return items.get(0) instanceof CodeItem.Origin origin ? origin.address() : address;
    }

    /** Its items as parts of one source. */
    List<Part> parts() {
        return items.stream().map(Unit::part).toList();
    }

    /** Bytes keep their room, since their labels are not known yet. */
    private static Part part(CodeItem item) {
        if (item instanceof Primitive.Asm assembly) {
            return new Part(assembly.code(), false);
        }
        if (item instanceof Primitive.Define label && label.address() == null) {
            return new Part("$" + label.label() + ":", true);
        }
        int sizeBytes = item instanceof CodeItem.Code code
                ? code.fields().stream().mapToInt(ByteExpression::sizeBytes).sum()
                : 0;
        return new Part(sizeBytes == 0 ? "" : "times " + sizeBytes + " db 0", true);
    }

    /** All labels that it gives. */
    Set<String> labels() {
        Set<String> labels = new HashSet<>();
        items.forEach(item -> labels.addAll(labelsOf(item)));
        return labels;
    }

    /** Labels with addresses of their own. */
    Map<String, Integer> fixed() {
        Map<String, Integer> fixed = new HashMap<>();
        items.forEach(item -> {
            if (item instanceof Primitive.Define label && label.address() != null) {
                fixed.put(label.label(), label.address());
            }
        });
        return fixed;
    }

    /** What is wrong where two items give the same label. */
    List<String> labelsGivenTwice() {
        Set<String> seen = new HashSet<>();
        return items.stream()
                .flatMap(item -> labelsOf(item).stream())
                .filter(label -> !seen.add(label))
                .map(label -> "label '" + label + "' is defined twice")
                .toList();
    }

    static Set<String> labelsOf(CodeItem item) {
        if (item instanceof Primitive.Define label) {
            return Set.of(label.label());
        }
        return item instanceof Primitive.Asm assembly ? NasmAssembler.labelsIn(assembly.code()) : Set.of();
    }
}
