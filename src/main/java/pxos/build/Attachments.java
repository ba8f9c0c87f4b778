package pxos.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pxos.build.feature.ByteExpression;
import pxos.build.feature.CodeItem;
import pxos.build.source.HookPoint;
import pxos.os.AddressRange;

/** The hooks of a feature: list nodes and descriptors as further items behind its code, and where they end up. */
final class Attachments {

    private final List<CodeItem> items = new ArrayList<>();
    private final Map<CodeItem.Attach, String> places = new LinkedHashMap<>();
    private final boolean atRunTime;

    /** @param zone where the feature is going; hooks of the extended zone are linked at run time */
    Attachments(List<CodeItem> given, AddressRange zone) {
        atRunTime = ExtendedZone.holds(zone.first());
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
        String label = "node" + (places.isEmpty() ? "" : places.size() + 1);
        if (atRunTime) {
            nodes.add(word(0, "next hook descriptor"));
            nodes.add(word(
                    attach.vector().address() | (list ? 0 : ExtendedZone.STORE),
                    (list ? "prepend to " : "store in ") + attach.vector().label()));
        }
        nodes.add(new CodeItem.Label(label));
        places.put(attach, label);
        if (list) {
            nodes.add(word(0, "next node of " + attach.vector().label()));
        }
        nodes.add(new CodeItem.Code(
                List.of(new ByteExpression.Reference(ByteExpression.Kind.WORD, attach.label(), 0)),
                "dw " + attach.label()));
        if (!attach.name().isEmpty()) {
            nodes.add(commandName(attach.name()));
        }
    }

    private static CodeItem.Code word(int value, String comment) {
        return new CodeItem.Code(
                List.of(new ByteExpression.Literal(value & 0xFF), new ByteExpression.Literal(value >> 8)), comment);
    }

    private static CodeItem.Code commandName(String name) {
        List<ByteExpression> fields = new ArrayList<>();
        name.chars().forEach(character -> fields.add(new ByteExpression.Literal(character)));
        fields.add(new ByteExpression.Literal(0));
        return new CodeItem.Code(fields, "command name '" + name + "'");
    }

    List<CodeItem> items() {
        return items;
    }

    /** The hooks with the addresses that {@code layout} gave them. */
    List<HookPoint> hooks(Layout layout) throws BuildException {
        List<HookPoint> hooks = new ArrayList<>();
        for (Map.Entry<CodeItem.Attach, String> place : places.entrySet()) {
            if (!layout.defines(place.getValue())) {
                throw new BuildException("the hook's label '" + place.getValue() + "' is not defined", "");
            }
            hooks.add(new HookPoint(place.getKey().vector(), layout.addressOf(place.getValue())));
        }
        return hooks;
    }
}
