package pxos.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pxos.Problem;
import pxos.build.feature.CodeItem;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/**
 * The hooks of a feature: list nodes and descriptors as further items after its code, and where they end up.
 *
 * <pre>
 *   node              +0  next node      +2  handler     +4  a command's name, NUL-terminated
 *
 *   hook descriptor   +0  next descriptor, 0 at the end
 *                     +2  address of the vector word; bit 0 set: store the value, clear: prepend the node
 *                     +4  the node, or the value to store
 * </pre>
 *
 * The builder links the nodes of the safe zone. A feature in the extended zone has a descriptor for each hook instead,
 * and the entry code of that zone links it at run time: if the zone were not loaded, the walk of a list would run into
 * garbage.
 */
final class Attachments {

    /** Bytes of a descriptor before its node or value. */
    static final int DESCRIPTOR_BYTES = 4;

    /** Marks a descriptor whose value is stored rather than prepended. */
    private static final int STORE = 1;

    private final List<CodeItem> items = new ArrayList<>();
    private final Map<CodeItem.Attach, String> places = new LinkedHashMap<>();
    private final boolean atRunTime;

    /** @param zone where the feature is going */
    Attachments(List<CodeItem> given, AddressRange zone) {
        atRunTime = MemoryMap.EXTENDED_ZONE.contains(zone.first());
        List<CodeItem> nodes = new ArrayList<>();
        for (CodeItem item : given) {
            if (item instanceof CodeItem.Attach attach) {
                addNode(attach, nodes);
            } else {
                items.add(item);
            }
        }
        items.addAll(endOfFirstPart(), nodes);
    }

    private int endOfFirstPart() {
        int end = 0;
        while (end < items.size() && !(end > 0 && items.get(end) instanceof CodeItem.Origin)) {
            end++;
        }
        return end;
    }

    private void addNode(CodeItem.Attach attach, List<CodeItem> nodes) {
        boolean list = attach.vector().kind().isList();
        if (!list && !atRunTime) {
            places.put(attach, attach.label());
            return;
        }
        String vector = attach.vector().label();
        String label = "node" + (places.isEmpty() ? "" : places.size() + 1);
        places.put(attach, label);
        if (atRunTime) {
            nodes.add(word(0, "next hook descriptor"));
            nodes.add(word(
                    attach.vector().address() | (list ? 0 : STORE), (list ? "prepend to " : "store in ") + vector));
        }
        nodes.add(Primitive.Define.here(label));
        if (list) {
            nodes.add(word(0, "next node of " + vector));
        }
        nodes.add(CodeItem.Code.of("w:{label}", Map.of("label", attach.label()), "dw " + attach.label()));
        if (!attach.name().isEmpty()) {
            String name = attach.name();
            nodes.add(CodeItem.Code.of("t:name 00", Map.of("name", name), "command name '" + name + "'"));
        }
    }

    private static CodeItem word(int value, String comment) {
        return CodeItem.Code.of("n:word", Map.of("word", value), comment);
    }

    List<CodeItem> items() {
        return items;
    }

    /** The hooks with the addresses that the feature's labels have. */
    List<FeatureBlock.Hook> hooks(Map<String, Integer> labels) {
        List<FeatureBlock.Hook> hooks = new ArrayList<>();
        places.forEach((attach, label) -> {
            if (!labels.containsKey(label)) {
                throw Problem.input("the hook's label '" + label + "' is not defined");
            }
            hooks.add(new FeatureBlock.Hook(attach.vector(), labels.get(label)));
        });
        return hooks;
    }
}
