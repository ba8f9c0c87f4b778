package pxos.build.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The known-good blocks in {@code primitives/*.json}; a file is read when its template is first asked for. Safe for use by
 * several threads.
 */
public final class TemplateLibrary {

    private static final String ENDING = ".json";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final String LABEL_PATTERN = "^[A-Za-z_.][A-Za-z0-9_.]*$";

    private final Path folder;
    private final Map<String, Template> loaded = new TreeMap<>();

    public TemplateLibrary(Path folder) {
        this.folder = folder;
    }

    /** The names of all templates, sorted. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The template of that name; empty if there is none.
     *
     * @throws IOException when its file cannot be read or is malformed; the message names file and place
     */
    public synchronized Optional<Template> find(String name) throws IOException {
        Template known = loaded.get(name);
        Path file = folder.resolve(name + ENDING);
        if (known == null && NAME.matcher(name).matches() && Files.isRegularFile(file)) {
            known = read(file);
            loaded.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    private Template read(Path file) throws IOException {
        try {
            Template template = template(Json.read(Files.readString(file)));
            if (!file.endsWith(template.name() + ENDING)) {
                throw new IllegalArgumentException("is called '" + template.name() + "' inside");
            }
            return template;
        } catch (JacksonException e) {
            throw new IOException(file + ", " + Json.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Template template(JsonNode root) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        root.path("parameters").propertyStream().forEach(entry -> {
            if (!entry.getValue().isObject()) {
                throw new IllegalArgumentException("the parameter '" + entry.getKey() + "' is no JSON schema");
            }
            parameters.put(entry.getKey(), entry.getValue());
        });
        return new Template(
                required(root, "name"),
                required(root, "summary"),
                parameters,
                strings(root.path("requires")),
                strings(root.path("clobbers")),
                root.path("hooks")
                        .valueStream()
                        .map(hook -> new Primitive.Hook(
                                required(hook, "vector"),
                                required(hook, "label"),
                                hook.has("name") ? hook.get("name").asString() : null))
                        .toList(),
                root.path("code").valueStream().map(TemplateLibrary::line).toList(),
                FeatureReader.arguments(root.path("example")),
                root.path("tests"));
    }

    private static Template.Line line(JsonNode node) {
        if (node.has("label")) {
            return new Template.Line(required(node, "label"), null, null);
        }
        return new Template.Line(null, required(node, "asm"), required(node, "bytes"));
    }

    private static String required(JsonNode node, String field) {
        if (!node.path(field).isString()) {
            throw new IllegalArgumentException("no text '" + field + "' in " + shortened(node.toString()));
        }
        return node.get(field).asString();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    /** The errors of {@code arguments} against the parameters of {@code template}; empty when they fit. */
    public List<String> errorsIn(Template template, Map<String, Object> arguments) {
        if (template.parameters().isEmpty() && arguments.isEmpty()) {
            return List.of();
        }
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        template.parameters().forEach((name, fragment) -> {
            properties.set(name, parameterSchema(fragment));
            if (!fragment.has("default")) {
                required.add(name);
            }
        });
        return new JsonSchemaCheck(schema)
                .errorsIn(tree(arguments)).stream()
                        .map(error -> "arguments of template '" + template.name() + "': " + error)
                        .toList();
    }

    private ObjectNode tree(Map<String, Object> arguments) {
        ObjectNode tree = Json.object();
        arguments.forEach((name, value) -> {
            if (value instanceof Integer number) {
                tree.put(name, number);
            } else {
                tree.put(name, String.valueOf(value));
            }
        });
        return tree;
    }

    /** A parameter's fragment as plain JSON Schema: a label is a string of a certain form, texts are printable ASCII. */
    private static JsonNode parameterSchema(JsonNode fragment) {
        ObjectNode copy = ((ObjectNode) fragment).deepCopy();
        if (copy.path("type").asString("").equals("label")) {
            copy.put("type", "string").put("pattern", LABEL_PATTERN);
        } else if (copy.path("type").asString("").equals("string") && !copy.has("pattern")) {
            copy.put("pattern", "^[ -~]*$");
        }
        return copy;
    }
}
