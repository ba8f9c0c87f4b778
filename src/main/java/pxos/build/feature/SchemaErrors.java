package pxos.build.feature;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Puts the validator's errors into words.
 *
 * <p>Where a schema offers alternatives ({@code anyOf}), the validator tells what is wrong with each of them. A reader
 * wants to know about the one that was meant: the one whose {@code type} is right, if there is one.
 */
final class SchemaErrors {

    private static final String ALTERNATIVES = "anyOf";

    private final JsonNode document;

    SchemaErrors(JsonNode document) {
        this.document = document;
    }

    /** A choice between alternatives: where it stands in the schema and where in the document. */
    private record Choice(List<String> path, String place) {}

    List<String> describe(List<Error> errors) {
        return describe(errors, 0);
    }

    /** @param depth so many parts of the errors' paths in the schema are dealt with */
    private List<String> describe(List<Error> errors, int depth) {
        List<String> texts = new ArrayList<>();
        Map<Choice, Map<String, List<Error>>> choices = new LinkedHashMap<>();
        for (Error error : errors) {
            List<String> path = parts(error.getEvaluationPath().toString());
            int at = path.subList(Math.min(depth, path.size()), path.size()).indexOf(ALTERNATIVES) + depth;
            if (at < depth || at + 1 >= path.size()) {
                texts.add(place(error) + ": " + error.getMessage());
                continue;
            }
            Choice choice = new Choice(path.subList(0, at), placeOf(path.subList(0, at), error));
            choices.computeIfAbsent(choice, none -> new LinkedHashMap<>())
                    .computeIfAbsent(path.get(at + 1), none -> new ArrayList<>())
                    .add(error);
        }
        choices.forEach((choice, alternatives) -> texts.addAll(describe(choice, alternatives)));
        return texts;
    }

    private List<String> describe(Choice choice, Map<String, List<Error>> alternatives) {
        String typePlace = choice.place() + "/type";
        List<List<Error>> meant = alternatives.values().stream()
                .filter(errors -> errors.stream().noneMatch(error -> isOtherType(error, typePlace)))
                .toList();
        int depth = choice.path().size() + 2;
        if (meant.isEmpty()) {
            return List.of(typePlace + ": " + document.at(typePlace) + " is none of " + types(alternatives, typePlace));
        }
        List<List<String>> texts =
                meant.stream().map(errors -> describe(errors, depth)).toList();
        if (texts.size() == 1) {
            return texts.get(0);
        }
        Set<String> common = new LinkedHashSet<>(texts.get(0));
        texts.forEach(common::retainAll);
        return common.isEmpty()
                ? List.of(either(texts))
                : List.of(common.iterator().next());
    }

    private static boolean isOtherType(Error error, String typePlace) {
        return error.getKeyword().equals("const")
                && error.getInstanceLocation().toString().equals(typePlace);
    }

    private static String types(Map<String, List<Error>> alternatives, String typePlace) {
        return alternatives.values().stream()
                .flatMap(List::stream)
                .filter(error -> isOtherType(error, typePlace))
                .map(error -> error.getSchemaNode() == null
                        ? "?"
                        : error.getSchemaNode().asString())
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

    private static String place(Error error) {
        String place = error.getInstanceLocation().toString();
        return place.isEmpty() ? "the document" : place;
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
