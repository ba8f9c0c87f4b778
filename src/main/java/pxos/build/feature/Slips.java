package pxos.build.feature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.build.asm.Dialects;
import pxos.build.asm.WrongRegisters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts right what models often write against the contract, where it can only mean one thing. This comes before the contract
 * is checked, so that it costs no answer.
 */
final class Slips {

    private static final String FEATURE = "feature";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("CODE", "ASM"),
            Map.entry("ASSEMBLY", "ASM"),
            Map.entry("NASM", "ASM"),
            Map.entry("STRING", "TEXT"),
            Map.entry("DATA", "TEXT"),
            Map.entry("LABEL", "DEFINE"),
            Map.entry("TEMPLATE", "USE"),
            Map.entry("BYTES", "WRITE"),
            Map.entry("REMARK", "COMMENT"));

    private static final Map<String, String> VECTORS = Map.ofEntries(
            Map.entry("command", "commands"),
            Map.entry("key", "on_key"),
            Map.entry("onkey", "on_key"),
            Map.entry("boot", "on_boot"),
            Map.entry("onboot", "on_boot"),
            Map.entry("line", "on_line"),
            Map.entry("hello", "banner"));

    /** Members of each type; a remark in another one is dropped. */
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "ASM", Set.of("type", "code"),
            "TEXT", Set.of("type", "label", "text"),
            "HOOK", Set.of("type", "vector", "label", "name"),
            "CALL", Set.of("type", "label"),
            "DEFINE", Set.of("type", "label", "address"),
            "COMMENT", Set.of("type", "text"),
            "WRITE", Set.of("type", "bytes", "address", "comment"),
            "USE", Set.of("type", "template", "arguments", "label"));

    private static final Set<String> REMARKS = Set.of("comment", "description", "note", "notes", "size", "purpose");

    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "code", List.of("asm", "source", "instructions", "lines"),
            "text", List.of("value", "content", "string"),
            "vector", List.of("hook", "list", "to"),
            "template", List.of("use", "name"),
            "arguments", List.of("args", "parameters", "params"),
            "label", List.of("handler", "routine", "target"));

    private Slips() {}

    /** The document with its slips put right, as far as they can be told; the given one is not changed. */
    static JsonNode mended(JsonNode root) {
        if (!root.isObject()) {
            return root;
        }
        ObjectNode answer = (ObjectNode) root.deepCopy();
        named(answer);
        if (answer.path("primitives").isArray()) {
            answer.path("primitives").forEach(primitive -> {
                if (primitive.isObject()) {
                    primitive((ObjectNode) primitive);
                }
            });
            withoutTwins((ArrayNode) answer.path("primitives"));
            registers((ArrayNode) answer.path("primitives"));
            MissingHook.mend(answer);
        }
        TestSlips.mend(answer);
        return answer;
    }

    /** A name in words is written as one. */
    private static void named(ObjectNode answer) {
        if (!answer.has(FEATURE) && answer.path("name").isString()) {
            answer.set(FEATURE, answer.get("name"));
            answer.remove("name");
        }
        String name = answer.path(FEATURE)
                .stringValue("")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
        if (!name.isEmpty() && NAME.matcher(name).matches()) {
            answer.put(FEATURE, name);
        }
    }

    private static void primitive(ObjectNode primitive) {
        String said = primitive.path("type").stringValue("").strip().toUpperCase(Locale.ROOT);
        String type = TYPES.getOrDefault(said, said);
        if (!MEMBERS.containsKey(type)) {
            return;
        }
        primitive.put("type", type);
        MEMBERS.get(type).forEach(member -> rename(primitive, type, member));
        if (primitive.path("label").stringValue("").matches("[.\\w]+:")) {
            primitive.put("label", primitive.get("label").stringValue().replace(":", ""));
        }
        if (type.equals("HOOK")) {
            hook(primitive);
        }
        if (type.equals("USE")) {
            arguments(primitive);
        }
        if (type.equals("ASM")) {
            assembly(primitive);
        }
        Set<String> members = MEMBERS.get(type);
        List<String> dropped = primitive.propertyNames().stream()
                .filter(name -> !members.contains(name) && REMARKS.contains(name))
                .toList();
        primitive.remove(dropped);
    }

    /** Where all code is one text: else a routine of the answer itself may want an argument where it is. */
    private static void registers(ArrayNode primitives) {
        List<ObjectNode> code = primitives
                .valueStream()
                .filter(each -> each.path("code").isString())
                .map(ObjectNode.class::cast)
                .toList();
        if (code.size() == 1) {
            code.get(0)
                    .put("code", WrongRegisters.mended(code.get(0).get("code").stringValue()));
        }
    }

    private static void assembly(ObjectNode primitive) {
        JsonNode code = primitive.path("code");
        String text = code.isArray()
                ? code.valueStream().map(line -> line.stringValue("")).collect(Collectors.joining("\n"))
                : code.stringValue("");
        if (!text.isBlank()) {
            primitive.put("code", Dialects.translated(Dialects.lines(text)));
        }
    }

    private static void rename(ObjectNode primitive, String type, String member) {
        for (String other : OTHER_NAMES.getOrDefault(member, List.of())) {
            boolean means = !MEMBERS.get(type).contains(other) && primitive.has(other);
            if (means && !primitive.has(member)) {
                primitive.set(member, primitive.get(other));
                primitive.remove(other);
            }
        }
    }

    private static void hook(ObjectNode hook) {
        String said = hook.path("vector").stringValue("").strip().toLowerCase(Locale.ROOT);
        String plain = said.startsWith("vec_") ? said.substring(4) : said;
        String vector = VECTORS.getOrDefault(plain, plain);
        if (!said.isEmpty()) {
            hook.put("vector", vector);
        }
        if (!vector.equals("commands")) {
            hook.remove("name");
        } else if (!hook.has("name") && hook.path("command").isString()) {
            hook.set("name", hook.get("command"));
        }
        hook.remove("command");
    }

    /** Arguments that stand beside the template's name belong into a member of their own. */
    private static void arguments(ObjectNode use) {
        List<String> beside = use.propertyNames().stream()
                .filter(name -> !MEMBERS.get("USE").contains(name))
                .toList();
        if (beside.isEmpty() || use.has("arguments") && !use.get("arguments").isObject()) {
            return;
        }
        ObjectNode arguments = use.has("arguments") ? (ObjectNode) use.get("arguments") : use.putObject("arguments");
        beside.forEach(name -> {
            if (!arguments.has(name) && !REMARKS.contains(name)) {
                arguments.set(name, use.get(name));
            }
        });
        use.remove(beside);
    }

    /** A label that a DEFINE gives and that the code after it gives once more. */
    private static void withoutTwins(ArrayNode primitives) {
        for (int i = primitives.size() - 2; i >= 0; i--) {
            String label = primitives.get(i).path("label").stringValue("");
            JsonNode code = primitives.get(i + 1).path("code");
            String first = code.isArray() ? code.path(0).stringValue("") : code.stringValue("");
            boolean twin = primitives.get(i).path("type").stringValue("").equals("DEFINE")
                    && !label.isEmpty()
                    && first.stripLeading().startsWith(label + ":");
            if (twin) {
                primitives.remove(i);
            }
        }
    }
}
