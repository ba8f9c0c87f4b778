package pxos.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads one recipe, a file of the form that {@code schemas/recipe.schema.json} describes.
 *
 * <p>The same checks are made here by hand, because loading a schema validator takes longer than reading all recipes.
 */
final class RecipeReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Pattern MILESTONE = Pattern.compile("M\\d+");
    private static final Pattern SLOT_KIND = Pattern.compile("text|colours");
    private static final Pattern SLOT_NAME = Pattern.compile("(?!prompt$|banner$)[a-z][a-z_]*");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final Set<String> KNOWN = Set.of(
            "$schema",
            "name",
            "title",
            "milestone",
            "requires",
            "command",
            "goal",
            "topics",
            "words",
            "refuse",
            "changes",
            "slot",
            "answer");
    private static final Set<String> KNOWN_IN_SLOT =
            Set.of("name", "description", "kind", "default", "mustBeGiven", "maxLength", "blankAfter");

    private final String file;

    private RecipeReader(String file) {
        this.file = file;
    }

    /**
     * @param file the name that errors use
     * @throws RecipeException naming file and place
     */
    static Recipe read(String file, String json) throws RecipeException {
        RecipeReader reader = new RecipeReader(file);
        try {
            return reader.recipe(Json.readStrictly(json));
        } catch (JacksonException e) {
            String place =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new RecipeException(file, place, "not JSON: " + Json.withoutSource(e), e);
        }
    }

    private Recipe recipe(JsonNode node) throws RecipeException {
        onlyKnown("", node, KNOWN);
        String name = matching("/name", node.path("name"), NAME);
        if (!file.endsWith(name + ".json")) {
            throw fault("/name", "the file of recipe '" + name + "' is called " + name + ".json");
        }
        Slot slot = node.has("slot") ? slot(node.get("slot")) : null;
        JsonNode answer = node.path("answer");
        if (!name.equals(answer.path("feature").asString(""))
                || answer.path("primitives").isEmpty()) {
            throw fault("/answer", "needs the feature '" + name + "' and at least one primitive");
        }
        return new Recipe(
                name,
                text("/title", node.path("title")),
                node.has("milestone") ? matching("/milestone", node.get("milestone"), MILESTONE) : "",
                texts("requires", node),
                node.has("command") ? text("/command", node.get("command")) : "",
                text("/goal", node.path("goal")),
                topics(node),
                Set.of(BLANKS.split(text("/words", node.path("words")).strip())),
                texts("refuse", node),
                node.path("changes").asBoolean(false),
                slot,
                answer);
    }

    private Slot slot(JsonNode node) throws RecipeException {
        onlyKnown("/slot", node, KNOWN_IN_SLOT);
        String kind = matching("/slot/kind", node.path("kind"), SLOT_KIND);
        int maxLength = node.path("maxLength").asInt(76);
        String preset = text("/slot/default", node.path("default"));
        Slot slot = new Slot(
                matching("/slot/name", node.path("name"), SLOT_NAME),
                text("/slot/description", node.path("description")),
                kind.equals("text") ? Slot.Kind.TEXT : Slot.Kind.COLOURS,
                preset,
                node.path("mustBeGiven").asBoolean(false),
                maxLength,
                node.path("blankAfter").asBoolean(false));
        if (slot.problemWith(preset).isPresent()) {
            throw fault("/slot/default", slot.problemWith(preset).get());
        }
        return slot;
    }

    private List<List<Set<String>>> topics(JsonNode node) throws RecipeException {
        List<List<Set<String>>> topics = new ArrayList<>();
        for (String topic : texts("topics", node)) {
            List<Set<String>> concepts = new ArrayList<>();
            for (String concept : topic.split(" ")) {
                concepts.add(Set.of(concept.split("\\|")));
            }
            topics.add(List.copyOf(concepts));
        }
        if (topics.isEmpty()) {
            throw fault("/topics", "a recipe has at least one topic");
        }
        return topics;
    }

    private List<String> texts(String property, JsonNode node) throws RecipeException {
        JsonNode array = node.path(property);
        if (!array.isMissingNode() && !array.isArray()) {
            throw fault("/" + property, "must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            texts.add(text("/" + property + "/" + texts.size(), element));
        }
        return texts;
    }

    private String text(String place, JsonNode node) throws RecipeException {
        return require(place, node, node.isString() && !node.asString().isBlank(), "a text is wanted");
    }

    private String matching(String place, JsonNode node, Pattern pattern) throws RecipeException {
        boolean right = node.isString() && pattern.matcher(node.asString()).matches();
        return require(place, node, right, "wanted " + pattern);
    }

    private String require(String place, JsonNode node, boolean right, String wanted) throws RecipeException {
        if (!right) {
            throw fault(place, (node.isMissingNode() ? "is missing" : "is not right: " + node) + "; " + wanted);
        }
        return node.asString();
    }

    private void onlyKnown(String place, JsonNode node, Set<String> known) throws RecipeException {
        if (!node.isObject()) {
            throw fault(place, "must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!known.contains(property.getKey())) {
                throw fault(
                        place + "/" + property.getKey(),
                        "is not a property of a recipe: "
                                + known.stream().sorted().toList());
            }
        }
    }

    private RecipeException fault(String place, String problem) {
        return new RecipeException(file, place, problem);
    }
}
