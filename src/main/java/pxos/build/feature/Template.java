package pxos.build.feature;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A known-good block of code with parameters, from {@code primitives/<name>.json}.
 *
 * @param name file name without its ending
 * @param summary what it does, one sentence
 * @param parameters JSON-Schema fragments by parameter name; type {@code label} stands for a label of the feature
 * @param requires features that must be there for it to work
 * @param clobbers registers that it changes
 * @param hooks where it attaches itself; label and name may hold {@code {parameter}}
 * @param code its lines
 * @param example arguments that show it
 * @param tests scenarios that show it, as {@link FeatureReader#scenarios} reads them
 */
public record Template(
        String name,
        String summary,
        Map<String, JsonNode> parameters,
        List<String> requires,
        List<String> clobbers,
        List<Primitive.Hook> hooks,
        List<Line> code,
        Map<String, Object> example,
        JsonNode tests) {

    public Template {
        parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
        requires = List.copyOf(requires);
        clobbers = List.copyOf(clobbers);
        hooks = List.copyOf(hooks);
        code = List.copyOf(code);
        example = Map.copyOf(example);
    }

    /**
     * A line of code.
     *
     * @param label a label here; null where the line is code
     * @param asm the instruction in NASM syntax, for people; null where the line is a label
     * @param bytes the same in {@link ByteNotation}; null where the line is a label
     */
    public record Line(String label, String asm, String bytes) {}
}
