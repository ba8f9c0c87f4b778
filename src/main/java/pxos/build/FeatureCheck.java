package pxos.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.CodeItem;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.build.source.ListedRow;
import pxos.build.source.OsSource;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/**
 * What can be told of an answer without a boot: whether it assembles, whether anything runs it, whether its code comes to an
 * end. All that is wrong is said together, with the right form where there is one.
 */
public record FeatureCheck(PrimitiveBuilder builder) {

    /**
     * The feature that an answer means: names that can only mean one thing are put right.
     *
     * @throws Problem with all that is wrong
     */
    public Feature checked(OsSource source, Feature answer) throws IOException {
        Feature feature =
                new MeantNames(source.baseSymbols().keySet(), builder.expander().library()).in(answer);
        List<String> errors =
                new ArrayList<>(Lint.errorsIn(feature, builder.expander().library()));
        List<CodeItem> items = List.of();
        try {
            items = builder.expander().expand(feature);
            if (items.stream().noneMatch(item -> item instanceof CodeItem.Attach || item instanceof CodeItem.Origin)) {
                errors.add(Lint.withoutHook(feature));
            }
            Attachments attachments = new Attachments(items, MemoryMap.SAFE_ZONE);
            Layout.Placed placed = new Layout(
                            feature.name(), attachments.items(), source.baseSymbols(), builder.assembler())
                    .at(MemoryMap.SAFE_ZONE.first());
            errors.addAll(flow(placed, attachments.hooks(placed.labels())));
        } catch (Problem e) {
            errors.addAll(e.errors());
        }
        Hints hints = new Hints(
                source.baseSymbols().keySet(), labels(items), builder.expander().library());
        List<String> told = new ArrayList<>();
        for (String error : errors.stream().distinct().toList()) {
            told.add(hints.added(error));
        }
        Problem.throwAny(told, "");
        return feature;
    }

    private static Set<String> labels(List<CodeItem> items) {
        Set<String> names = new HashSet<>();
        for (CodeItem item : items) {
            if (item instanceof Primitive.Define label) {
                names.add(label.label());
            } else if (item instanceof Primitive.Asm assembly) {
                names.addAll(NasmAssembler.labelsIn(assembly.code()));
            }
        }
        return names;
    }

    /** Code that runs on into data or off its end, and hooks that lead to data. */
    private static List<String> flow(Layout.Placed placed, List<FeatureBlock.Hook> hooks) {
        List<ListedRow> rows = ListedRow.of(placed.lines().stream()).stream()
                .filter(ListedRow::hasBytes)
                .toList();
        Map<Integer, ListedRow> at =
                rows.stream().collect(Collectors.toMap(ListedRow::address, row -> row, (one, other) -> one));
        List<String> errors = new ArrayList<>();
        for (FeatureBlock.Hook hook : hooks) {
            ListedRow target = at.get(hook.address());
            if (hook.vector().kind() == Vector.Kind.SLOT && target != null && target.isData()) {
                errors.add("the HOOK into " + hook.vector().label() + " leads to data: " + target.text());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            ListedRow next = i + 1 < rows.size() ? rows.get(i + 1) : null;
            if (rows.get(i).looksLikeCode() && !endsThere(rows.get(i)) && runsOff(rows.get(i), next)) {
                errors.add("the code runs on after '" + rows.get(i).text().strip() + "' into "
                        + (next == null ? "nothing" : "'" + next.text().strip() + "'")
                        + ": end it with ret, or with a jmp");
            }
        }
        return errors;
    }

    /** By its words, or by its bytes, of which the words may say anything: ret, retf, iret, jmp. */
    private static boolean endsThere(ListedRow row) {
        List<Integer> bytes = row.bytes();
        int size = bytes.size();
        return Lint.endsThere(row.text())
                || List.of(0xC3, 0xCB, 0xCF).contains(bytes.get(size - 1))
                || size >= 2 && bytes.get(size - 2) == 0xEB
                || size >= 3 && bytes.get(size - 3) == 0xE9;
    }

    private static boolean runsOff(ListedRow row, ListedRow next) {
        boolean data = next == null
                || next.isData()
                || next.text().startsWith("next ")
                || next.text().startsWith("command name");
        // The address of what follows a call may be what is wanted of it.
        return data && !row.text().strip().startsWith("call .");
    }
}
