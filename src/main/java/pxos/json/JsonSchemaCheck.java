package pxos.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks JSON against a schema and says what is wrong in terms of the document, for people and for models.
 *
 * <p>Where a schema offers alternatives ({@code anyOf}), the validator tells what is wrong with each of them. A reader
 * wants to know about the one that was meant: the one whose {@code type} is right, if there is one.
 */
public final class JsonSchemaCheck {

    private static final int MAX_ERRORS = 12;
    private static final String ALTERNATIVES = "anyOf";

    /** Values of a document that are looked at; of a larger one the validator's errors alone could fill memory. */
    private static final int MAX_VALUES = 50_000;

    private final JsonNode source;
    private final Schema schema;

    /** @param schema a JSON Schema of draft 2020-12 */
    public JsonSchemaCheck(JsonNode schema) {
        this.source = schema;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    /**
     * Reads a schema of the workspace, and looks through it for what would make the validator give up.
     *
     * @throws Problem naming the file, and line or place of what is wrong in it
     */
    public static JsonNode readSchema(Path file) {
        JsonNode root;
        try {
            root = Json.read(Files.readString(file));
        } catch (IOException e) {
            throw malformed("cannot read the schema: " + Problem.reason(e), e);
        } catch (JacksonException e) {
            throw malformed(file + ", " + Json.reason(e), e);
        }
        if (!root.path("type").asString("").equals("object")
                || !root.path("properties").isObject()) {
            throw malformed(file + ": not a JSON schema of an object", null);
        }
        requireResolved(root, root, file + ", at ");
        return root;
    }

    /** Refuses a reference in {@code schema}, which stands at {@code place}, that leads nowhere in {@code root}. */
    private static void requireResolved(JsonNode root, JsonNode schema, String place) {
        JsonNode reference = schema.path("$ref");
        String target = reference.isString() ? reference.asString() : "";
        boolean resolved = target.equals("#")
                || target.startsWith("#/") && !root.at(target.substring(1)).isMissingNode();
        if (!reference.isMissingNode() && !resolved) {
            throw malformed(place + "/$ref: nothing is at " + reference, null);
        }
        schema.forEachEntry((name, member) -> requireResolved(root, member, place + "/" + name));
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            requireResolved(root, schema.get(i), place + "/" + i);
        }
    }

    private static Problem malformed(String message, Exception cause) {
        return new Problem(Problem.Kind.INPUT, message, "Restore the file; pxos init DIR makes a fresh copy.", cause);
    }

    /** The errors of {@code document}, each with the place in it; empty when it is valid. At most 12 are given. */
    public List<String> errorsIn(JsonNode document) {
        List<String> tooLarge = tooLarge(document);
        if (!tooLarge.isEmpty()) {
            return tooLarge;
        }
        return describe(schema.validate(document), 0, document).stream()
                .limit(MAX_ERRORS)
                .toList();
    }

    /** What makes the document too large to be validated. */
    private List<String> tooLarge(JsonNode document) {
        List<String> lists = document.properties().stream()
                .filter(member -> member.getValue().size() > maxItems(member.getKey()))
                .map(member -> "/" + member.getKey() + ": must have at most " + maxItems(member.getKey())
                        + " items but found " + member.getValue().size())
                .toList();
        boolean many = lists.isEmpty() && values(document) > MAX_VALUES;
        return many ? List.of("the document: has more than " + MAX_VALUES + " values") : lists;
    }

    private int maxItems(String member) {
        return source.path("properties").path(member).path("maxItems").asInt(Integer.MAX_VALUE);
    }

    private static int values(JsonNode node) {
        int values = 1;
        for (JsonNode each : node) {
            values += values(each);
        }
        return values;
    }

    /** A choice between alternatives: where it stands in the schema and where in the document. */
    private record Choice(List<String> path, String place) {}

    /** @param depth so many parts of the errors' paths in the schema are dealt with */
    private static List<String> describe(List<Error> errors, int depth, JsonNode document) {
        List<String> texts = new ArrayList<>();
        Map<Choice, Map<String, List<Error>>> choices = new LinkedHashMap<>();
        for (Error error : errors) {
            List<String> path = parts(error.getEvaluationPath().toString());
            int at = path.subList(Math.min(depth, path.size()), path.size()).indexOf(ALTERNATIVES) + depth;
            if (at < depth || at + 1 >= path.size()) {
                String place = error.getInstanceLocation().toString();
                texts.add((place.isEmpty() ? "the document" : place) + ": " + error.getMessage());
                continue;
            }
            Choice choice = new Choice(path.subList(0, at), placeOf(path.subList(0, at), error));
            choices.computeIfAbsent(choice, none -> new LinkedHashMap<>())
                    .computeIfAbsent(path.get(at + 1), none -> new ArrayList<>())
                    .add(error);
        }
        choices.forEach((choice, alternatives) -> texts.addAll(describe(choice, alternatives, document)));
        return texts;
    }

    private static List<String> describe(Choice choice, Map<String, List<Error>> alternatives, JsonNode document) {
        String typePlace = choice.place() + "/type";
        List<List<String>> meant = alternatives.values().stream()
                .filter(errors -> errors.stream().noneMatch(error -> isOtherType(error, typePlace)))
                .map(errors -> describe(errors, choice.path().size() + 2, document))
                .toList();
        if (meant.isEmpty()) {
            return List.of(typePlace + ": " + document.at(typePlace) + " is none of " + types(alternatives, typePlace));
        }
        if (meant.size() == 1) {
            return meant.get(0);
        }
        Set<String> common = new LinkedHashSet<>(meant.get(0));
        meant.forEach(common::retainAll);
        return List.of(common.stream().findFirst().orElseGet(() -> either(meant)));
    }

    private static boolean isOtherType(Error error, String typePlace) {
        return error.getKeyword().equals("const")
                && error.getInstanceLocation().toString().equals(typePlace);
    }

    private static String types(Map<String, List<Error>> alternatives, String typePlace) {
        return alternatives.values().stream()
                .flatMap(List::stream)
                .filter(error -> isOtherType(error, typePlace))
                .map(error -> error.getSchemaNode().asString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** {@code /a: this}, {@code /a: that} as {@code /a: this, or that}. */
    private static String either(List<List<String>> alternatives) {
        String first = alternatives.get(0).get(0);
        String place = first.substring(0, first.indexOf(": ") + 2);
        return alternatives.stream()
                .map(texts -> texts.get(0))
                .map(text -> text.equals(first) || !text.startsWith(place) ? text : text.substring(place.length()))
                .distinct()
                .collect(Collectors.joining(", or "));
    }

    /** The place in the document that the schema at {@code path} is about. */
    private static String placeOf(List<String> path, Error error) {
        int depth = 0;
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).equals("properties")) {
                depth++;
                i++;
            } else if (path.get(i).equals("items")) {
                depth++;
            }
        }
        return parts(error.getInstanceLocation().toString()).stream()
                .limit(depth)
                .map(part -> "/" + part)
                .collect(Collectors.joining());
    }

    private static List<String> parts(String pointer) {
        return pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/", -1));
    }
}
