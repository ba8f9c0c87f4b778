package pxos.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.build.asm.AssembledCode;
import pxos.build.asm.Assembler;
import pxos.build.asm.AssemblyException;
import pxos.build.asm.AssemblyLabels;
import pxos.build.feature.ByteExpression;
import pxos.build.feature.CodeItem;
import pxos.build.source.SourceLine;
import pxos.build.source.SourceLine.Define;
import pxos.build.source.SourceLine.Write;

/**
 * Gives the items of a feature their addresses and bytes.
 *
 * <p>A first pass settles where each label is, a second one writes the bytes. Assembly text can change its size with
 * the addresses it mentions, so the first pass is repeated until the labels stand still.
 */
final class Layout {

    private static final int MAX_PASSES = 6;

    /** What the OS source takes for a label. */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_.][A-Za-z0-9_.]*");

    private final String feature;
    private final List<CodeItem> items;
    private final Map<String, Integer> symbols;
    private final Assembler assembler;

    private final Map<CodeItem.Assembly, Set<String>> assembled = new HashMap<>();
    private Map<String, Integer> labels = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> errors = new ArrayList<>();
    private int end;

    /**
     * @param feature name that the labels get as their prefix in the OS source
     * @param symbols the symbols of the base
     */
    Layout(String feature, List<CodeItem> items, Map<String, Integer> symbols, Assembler assembler) {
        this.feature = feature;
        this.items = items;
        this.symbols = symbols;
        this.assembler = assembler;
    }

    /** Bytes of the items before the first {@code Origin}, when they begin at {@code address}. */
    int floatingSize(int address) throws BuildException {
        settle(address);
        return end - address;
    }

    /** Address of a label of the feature, after {@link #lines}. */
    int addressOf(String label) {
        return labels.get(label);
    }

    boolean defines(String label) {
        return labels.containsKey(label);
    }

    /** The lines of the feature when its floating part begins at {@code address}. */
    List<SourceLine> lines(int address) throws BuildException {
        settle(address);
        List<SourceLine> lines = new ArrayList<>();
        int at = address;
        for (CodeItem item : items) {
            at = emit(item, at, lines);
        }
        failOnErrors();
        return lines;
    }

    private void settle(int address) throws BuildException {
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            Map<String, Integer> before = labels;
            labels = new LinkedHashMap<>();
            names.clear();
            walk(address, before);
            failOnErrors();
            if (labels.equals(before)) {
                return;
            }
        }
        throw new BuildException("the labels of '" + feature + "' do not settle: its assembly changes its size", "");
    }

    private void walk(int address, Map<String, Integer> guess) {
        int at = address;
        boolean floating = true;
        end = address;
        for (CodeItem item : items) {
            if (item instanceof CodeItem.Origin origin) {
                at = origin.address();
                floating = false;
            } else if (item instanceof CodeItem.Label label) {
                define(label.name(), at);
            } else if (item instanceof CodeItem.Constant constant) {
                define(constant.name(), constant.address());
            } else if (item instanceof CodeItem.Code code) {
                at += code.sizeBytes();
            } else if (item instanceof CodeItem.Assembly assembly) {
                AssembledCode code = assemble(assembly, at, guess);
                code.labels().forEach(this::define);
                at += code.sizeBytes();
            }
            end = floating ? at : end;
        }
    }

    private void define(String label, int address) {
        if (!LABEL.matcher(label).matches()) {
            errors.add("label '" + label + "' has other characters than letters, digits, _ and .");
        } else if (symbols.containsKey(label)) {
            errors.add("label '" + label + "' belongs to the OS; take another name");
        } else if (!names.add(qualified(label))) {
            errors.add("label '" + label + "' is defined twice");
        } else {
            labels.put(label, address);
        }
    }

    private AssembledCode assemble(CodeItem.Assembly assembly, int at, Map<String, Integer> guess) {
        Map<String, Integer> known = new HashMap<>(symbols);
        if (guess.isEmpty()) {
            items.forEach(item -> labelsOf(item).forEach(label -> known.put(label, at)));
        }
        known.putAll(guess);
        // What the text defines itself must not be given to it as a symbol too.
        known.keySet().removeAll(labelsOf(assembly));
        known.keySet().removeAll(assembled.getOrDefault(assembly, Set.of()));
        try {
            AssembledCode code = assembler.assemble(assembly.source(), at, known);
            assembled.put(assembly, code.labels().keySet());
            return code;
        } catch (AssemblyException e) {
            errors.addAll(e.errors());
            return new AssembledCode(List.of(), Map.of());
        }
    }

    private static Set<String> labelsOf(CodeItem item) {
        if (item instanceof CodeItem.Label label) {
            return Set.of(label.name());
        }
        if (item instanceof CodeItem.Constant constant) {
            return Set.of(constant.name());
        }
        return item instanceof CodeItem.Assembly assembly ? AssemblyLabels.in(assembly.source()) : Set.of();
    }

    private int emit(CodeItem item, int at, List<SourceLine> lines) {
        if (item instanceof CodeItem.Origin origin) {
            return origin.address();
        }
        if (item instanceof CodeItem.Note note) {
            lines.add(SourceLine.Remark.comment(note.text()));
        } else if (item instanceof CodeItem.Label label) {
            lines.add(new Define(qualified(label.name()), labels.get(label.name()), ""));
        } else if (item instanceof CodeItem.Constant constant) {
            lines.add(new Define(qualified(constant.name()), constant.address(), ""));
        } else if (item instanceof CodeItem.Code code) {
            return emitBytes(bytes(code, at), code.comment(), at, lines);
        } else if (item instanceof CodeItem.Assembly assembly) {
            return emitAssembly(assembly, at, lines);
        }
        return at;
    }

    private int emitAssembly(CodeItem.Assembly assembly, int start, List<SourceLine> lines) {
        int at = start;
        AssembledCode code = assemble(assembly, start, labels);
        Map<Integer, List<String>> labelsAt = new HashMap<>();
        code.labels()
                .forEach((label, address) -> labelsAt.computeIfAbsent(address, none -> new ArrayList<>())
                        .add(label));
        for (AssembledCode.Instruction instruction : code.instructions()) {
            int here = at;
            labelsAt.getOrDefault(here, List.of()).forEach(label -> lines.add(new Define(qualified(label), here, "")));
            at = emitBytes(instruction.bytes(), instruction.text(), here, lines);
        }
        return at;
    }

    private static int emitBytes(List<Integer> bytes, String comment, int start, List<SourceLine> lines) {
        for (int i = 0; i < bytes.size(); i++) {
            String note = i == 0 ? SourceLine.oneLine(comment) : "  " + (i + 1) + " of " + bytes.size();
            lines.add(new Write(start + i, bytes.get(i), note));
        }
        return start + bytes.size();
    }

    private List<Integer> bytes(CodeItem.Code code, int start) {
        List<Integer> bytes = new ArrayList<>();
        for (ByteExpression field : code.fields()) {
            if (field instanceof ByteExpression.Literal literal) {
                bytes.add(literal.value());
            } else if (field instanceof ByteExpression.Reference reference) {
                resolve(reference, start + bytes.size(), bytes);
            }
        }
        return bytes;
    }

    private void resolve(ByteExpression.Reference reference, int at, List<Integer> bytes) {
        Integer target = labels.getOrDefault(reference.symbol(), symbols.get(reference.symbol()));
        if (target == null) {
            errors.add("unknown label '" + reference.symbol() + "'");
            target = at;
        }
        int value = target + reference.offset();
        switch (reference.kind()) {
            case WORD -> addWord(value, bytes);
            case NEAR -> addWord(value - (at + 2), bytes);
            case SHORT -> {
                int displacement = value - (at + 1);
                if (displacement < -128 || displacement > 127) {
                    errors.add("'" + reference.symbol() + "' is " + displacement
                            + " bytes away: too far for a short jump");
                }
                bytes.add(displacement & 0xFF);
            }
        }
    }

    private static void addWord(int value, List<Integer> bytes) {
        bytes.add(value & 0xFF);
        bytes.add(value >> 8 & 0xFF);
    }

    private String qualified(String label) {
        String plain = label.replaceFirst("^\\.", "");
        return plain.startsWith(feature + ".") ? plain : feature + "." + plain;
    }

    private void failOnErrors() throws BuildException {
        if (!errors.isEmpty()) {
            throw new BuildException(errors.stream().distinct().toList(), "");
        }
    }
}
