package pxos.build.feature;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pxos.Problem;
import pxos.build.source.SourceLine;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A known-good block of code with parameters, from {@code primitives/<name>.json}. Other members of the file are for people.
 *
 * @param name file name without its ending
 * @param summary what it does, one sentence
 * @param parameters JSON-Schema fragments by parameter name; type {@code label} stands for a label of the feature
 * @param routine whether code may call it by its name: the builder adds it after the feature
 * @param clobbers registers that it changes
 * @param requires features that must be there for it to work
 * @param hooks where it attaches itself; label and name may hold {@code {parameter}}
 * @param code its lines
 * @param example arguments that show it
 * @param tests scenarios that show it, as {@link FeatureReader#scenarios} reads them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Template(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String summary,
        Map<String, ObjectNode> parameters,
        boolean routine,
        List<String> clobbers,
        List<String> requires,
        List<Primitive.Hook> hooks,
        List<Line> code,
        Map<String, Object> example,
        JsonNode tests) {

    private static final String DEFAULT = "default";

    /** The bytes of {@code ret}. */
    static final String RETURN = "C3";

    public Template {
        parameters = Collections.unmodifiableMap(Objects.requireNonNullElseGet(parameters, LinkedHashMap::new));
        clobbers = clobbers == null ? List.of() : List.copyOf(clobbers);
        requires = requires == null ? List.of() : List.copyOf(requires);
        hooks = hooks == null ? List.of() : List.copyOf(hooks);
        code = code == null ? List.of() : List.copyOf(code);
        example = example == null ? Map.of() : Map.copyOf(example);
        tests = tests == null ? Json.array() : tests;
    }

    /**
     * A line of code.
     *
     * @param label a label here; null where the line is code
     * @param asm the instruction in NASM syntax, for people; null where the line is a label
     * @param bytes the same in the notation of {@link ByteExpression}; null where the line is a label
     */
    public record Line(String label, String asm, String bytes) {
        public Line {
            if (label == null && (asm == null || bytes == null)) {
                throw Problem.input("a line has a label, or asm and bytes");
            }
        }
    }

    /** Whether its code returns by itself, so that it can only be called. */
    boolean returns() {
        return code.stream().anyMatch(line -> RETURN.equals(line.bytes()));
    }

    /** What its arguments must meet, as plain JSON Schema. */
    public ObjectNode argumentsSchema() {
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        parameters.forEach((parameter, fragment) -> {
            properties.set(parameter, parameterSchema(fragment));
            if (!fragment.has(DEFAULT)) {
                required.add(parameter);
            }
        });
        return schema;
    }

    /** The errors of {@code arguments} against the parameters; empty when they fit. */
    public List<String> errorsIn(Map<String, Object> arguments) {
        return new JsonSchemaCheck(argumentsSchema())
                .errorsIn(Json.tree(arguments)).stream()
                        .map(error -> "arguments of template '" + name + "': " + error)
                        .toList();
    }

    /** A parameter's fragment as plain JSON Schema: a label is a string of a certain form, texts are printable ASCII. */
    private static JsonNode parameterSchema(ObjectNode fragment) {
        ObjectNode schema = fragment.deepCopy();
        String type = schema.path("type").asString("");
        if (type.equals("label")) {
            schema.put("type", "string").put("pattern", "^" + SourceLine.LABEL + "$");
        } else if (type.equals("string") && !schema.has("pattern")) {
            schema.put("pattern", "^[ -~]*$");
        }
        return schema;
    }

    /** {@code arguments}, with the defaults of those that are not given. */
    Map<String, Object> withDefaults(Map<String, Object> arguments) {
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        parameters.forEach((parameter, fragment) -> {
            if (fragment.has(DEFAULT)) {
                all.putIfAbsent(parameter, Json.read(fragment.get(DEFAULT), Object.class));
            }
        });
        return all;
    }

    /** Bytes of the code with the example's arguments, without list nodes; 0 where there is no right example. */
    public int exampleSizeBytes() {
        Map<String, Object> arguments = withDefaults(example);
        try {
            return code.stream()
                    .filter(line -> line.label() == null)
                    .flatMap(line -> ByteExpression.parse(line.bytes(), arguments).stream())
                    .mapToInt(ByteExpression::sizeBytes)
                    .sum();
        } catch (Problem e) {
            return 0;
        }
    }
}
