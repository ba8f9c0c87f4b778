package pxos.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import pxos.Nearest;
import pxos.Problem;
import pxos.build.asm.NasmAssembler;
import pxos.build.asm.NasmAssembler.AssembledCode;
import pxos.build.asm.NasmAssembler.Instruction;
import pxos.build.feature.ByteExpression;
import pxos.build.feature.CodeItem;
import pxos.build.feature.Primitive;
import pxos.build.source.SourceLine;
import pxos.build.source.SourceLine.Define;
import pxos.build.source.SourceLine.Write;

/**
 * Gives the items of a feature their addresses and bytes.
 *
 * <p>Items refer to labels that come later, and assembly text changes its size with the addresses that it mentions. So
 * the items are written in passes, each with the labels of the pass before, until the labels stand still.
 */
final class Layout {

    private static final int MAX_PASSES = 8;

    private final String feature;
    private final List<CodeItem> items;
    private final Map<String, Integer> symbols;
    private final NasmAssembler assembler;

    /** Labels that the assembly text of a unit turned out to define. */
    private final Map<Unit, Set<String>> defined = new HashMap<>();

    /**
     * A feature in its place.
     *
     * @param lines its lines of OS source
     * @param labels the addresses of its labels
     * @param floatingBytes bytes of the items before the first {@code Origin}
     */
    record Placed(List<SourceLine> lines, Map<String, Integer> labels, int floatingBytes) {}

    /**
     * @param feature name that the labels get as their prefix in the OS source
     * @param symbols the symbols of the base
     */
    Layout(String feature, List<CodeItem> items, Map<String, Integer> symbols, NasmAssembler assembler) {
        this.feature = feature;
        this.items = items;
        this.symbols = symbols;
        this.assembler = assembler;
    }

    /**
     * The feature with its first byte at {@code address}, unless its items name addresses of their own.
     *
     * @throws Problem naming each label that is unknown, taken or out of reach, and each line that is no assembly
     */
    Placed at(int address) {
        Map<String, Integer> labels = Map.of();
        for (int i = 0; i < MAX_PASSES; i++) {
            Pass pass = new Pass(address, labels);
            pass.write();
            if (pass.labels.equals(labels)) {
                Problem.throwAny(
                        pass.unresolved.stream().map(Supplier::get).distinct().toList(), "");
                return new Placed(pass.lines, pass.labels, pass.floatingEnd - address);
            }
            labels = pass.labels;
        }
        throw Problem.input("the labels of '" + feature + "' do not settle: its assembly changes its size");
    }

    private String qualified(String label) {
        String plain = label.replaceFirst("^\\.", "");
        return plain.startsWith(feature + ".") ? plain : feature + "." + plain;
    }

    /** All items written once, with labels that may still move. */
    private final class Pass {
        private final Map<String, Integer> known;
        private final Map<String, Integer> labels = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final List<SourceLine> lines = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        /** Errors, in words once they are wanted: in all passes but the last one, labels further down are unknown. */
        private final List<Supplier<String>> unresolved = new ArrayList<>();

        private int at;
        private boolean floats = true;
        private int floatingEnd;

        /** @param known the labels of the pass before; none in the first one */
        Pass(int address, Map<String, Integer> known) {
            this.known = known;
            this.at = address;
            this.floatingEnd = address;
        }

        void write() {
            for (Unit unit : Unit.of(items)) {
                if (unit.isAssembled()) {
                    assemble(unit);
                } else {
                    unit.items().forEach(this::write);
                }
                floatingEnd = floats ? at : floatingEnd;
            }
            Problem.throwAny(errors.stream().distinct().toList(), "");
        }

        private void write(CodeItem item) {
            if (item instanceof CodeItem.Origin origin) {
                at = origin.address();
                floats = false;
            } else if (item instanceof Primitive.Comment note) {
                lines.add(SourceLine.Remark.comment(note.text()));
            } else if (item instanceof Primitive.Define label) {
                define(label.label(), label.addressOr(at));
                lines.add(new Define(qualified(label.label()), label.addressOr(at), ""));
            } else if (item instanceof CodeItem.Code code) {
                write(bytes(code), code.comment());
            }
        }

        private void define(String label, int address) {
            if (!SourceLine.LABEL.matcher(label).matches()) {
                errors.add("label '" + label + "' has other characters than letters, digits, _ and .");
            } else if (symbols.containsKey(label)) {
                errors.add("label '" + label + "' belongs to the OS; take another name");
            } else if (!names.add(qualified(label))) {
                errors.add("label '" + label + "' is defined twice");
            } else {
                labels.put(label, address);
            }
        }

        private void write(List<Integer> bytes, String comment) {
            for (int i = 0; i < bytes.size(); i++) {
                String note = i == 0 ? SourceLine.oneLine(comment) : "  " + (i + 1) + " of " + bytes.size();
                lines.add(new Write(at++, bytes.get(i), note));
            }
        }

        /** A piece of code is assembled as one unit, so that jumps have the sizes that they need. */
        private void assemble(Unit unit) {
            errors.addAll(unit.labelsGivenTwice());
            try {
                AssembledCode code = assembler.assemble(unit.parts(), unit.originOr(at), symbolsFor(unit));
                defined.put(unit, code.labels().keySet());
                code.outOfReach().forEach(error -> unresolved.add(() -> error));
                for (int i = 0; i < unit.items().size(); i++) {
                    if (unit.items().get(i) instanceof Primitive.Asm) {
                        place(code.of(i), code.labels());
                    } else {
                        write(unit.items().get(i));
                    }
                }
                code.labels().forEach((label, address) -> {
                    if (!labels.containsKey(label)) {
                        define(label, address);
                    }
                });
            } catch (Problem e) {
                errors.addAll(e.errors());
            }
        }

        private void place(List<Instruction> instructions, Map<String, Integer> all) {
            for (Instruction instruction : instructions) {
                new TreeMap<>(all).forEach((label, address) -> {
                    if (address == at && !labels.containsKey(label)) {
                        define(label, address);
                        lines.add(new Define(qualified(label), at, ""));
                    }
                });
                write(instruction.bytes(), instruction.text());
            }
        }

        /** The symbols that a unit may mention, without those that it defines itself. */
        private Map<String, Integer> symbolsFor(Unit unit) {
            Map<String, Integer> all = new HashMap<>(symbols);
            if (known.isEmpty()) {
                items.forEach(item -> Unit.labelsOf(item).forEach(label -> all.put(label, at)));
            }
            all.putAll(known);
            all.keySet().removeAll(unit.labels());
            all.keySet().removeAll(defined.getOrDefault(unit, Set.of()));
            all.putAll(unit.fixed());
            return all;
        }

        private List<Integer> bytes(CodeItem.Code code) {
            List<Integer> bytes = new ArrayList<>();
            for (ByteExpression field : code.fields()) {
                if (field instanceof ByteExpression.Literal literal) {
                    bytes.add(literal.value());
                } else if (field instanceof ByteExpression.Reference reference) {
                    bytes.addAll(resolved(reference, at + bytes.size()));
                }
            }
            return bytes;
        }

        private List<Integer> resolved(ByteExpression.Reference reference, int place) {
            Integer target = known.getOrDefault(reference.symbol(), symbols.get(reference.symbol()));
            if (target == null) {
                unresolved.add(() -> unknown(reference.symbol()));
                target = place;
            }
            int value = target + reference.offset();
            return switch (reference.kind()) {
                case WORD -> List.of(value & 0xFF, value >> 8 & 0xFF);
                case NEAR -> List.of(value - (place + 2) & 0xFF, value - (place + 2) >> 8 & 0xFF);
                case SHORT -> List.of(shortDisplacement(value - (place + 1), reference.symbol()) & 0xFF);
            };
        }

        private String unknown(String symbol) {
            Set<String> near = new TreeSet<>(known.keySet());
            near.addAll(symbols.keySet());
            return "unknown label '" + symbol + "'" + Nearest.hint(symbol, near);
        }

        private int shortDisplacement(int displacement, String symbol) {
            if (displacement < -128 || displacement > 127) {
                unresolved.add(() -> "'" + symbol + "' is " + displacement + " bytes away: too far for a short jump");
            }
            return displacement;
        }
    }
}
