package pxos.model.recipes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A recipe with its slot filled in: one feature to build. */
public final class RecipeStep {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+(?:\\.[a-z]+)?)}");

    private final Recipe recipe;
    private final Map<String, String> slots;

    RecipeStep(Recipe recipe, Map<String, String> slots) {
        this.recipe = recipe;
        this.slots = Map.copyOf(slots);
    }

    /** The feature's name. */
    public String feature() {
        return recipe.name();
    }

    /** What it is, one line for people. */
    public String title() {
        return recipe.title();
    }

    /** Id of the milestone that it belongs to; empty where none. */
    public String milestone() {
        return recipe.milestone();
    }

    /** The features it needs directly. */
    public List<String> requires() {
        return recipe.requires();
    }

    /** The values of the slots by name; empty where the recipe has none. */
    public Map<String, String> slots() {
        return slots;
    }

    /** A goal in words that leads to this same step. */
    public String goal() {
        return filled(recipe.goal(), Use.TEXT);
    }

    /** The answer for the purpose CODE, with the slots filled in. */
    JsonNode answer() {
        return filled(recipe.answer(), Use.TEXT);
    }

    private enum Use {
        TEXT,
        KEYS,
        EXPECTATION
    }

    private JsonNode filled(JsonNode node, Use use) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), use(entry.getKey()))));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(filled(element, use)));
            return copy;
        }
        if (!node.isString()) {
            return node;
        }
        String text = node.asString();
        Matcher whole = PLACEHOLDER.matcher(text);
        if (whole.matches() && placeholders().get(whole.group(1)) instanceof Integer number) {
            return IntNode.valueOf(number);
        }
        return StringNode.valueOf(filled(text, use));
    }

    private static Use use(String property) {
        return switch (property) {
            case "keys" -> Use.KEYS;
            case "expect" -> Use.EXPECTATION;
            default -> Use.TEXT;
        };
    }

    private String filled(String text, Use use) {
        Map<String, Object> placeholders = placeholders();
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            Object value = placeholders.get(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : escaped(value.toString(), use));
        });
    }

    private static String escaped(String value, Use use) {
        return switch (use) {
            case TEXT -> value;
            case KEYS -> value.replace("{", "{{");
            case EXPECTATION -> value.replace("\\", "\\\\").replace("\"", "\\\"");
        };
    }

    private Map<String, Object> placeholders() {
        Map<String, Object> values = new HashMap<>();
        slots.forEach((name, value) -> values.putAll(recipe.slot().placeholders(value)));
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecipeStep that && recipe.name().equals(that.recipe.name()) && slots.equals(that.slots);
    }

    @Override
    public int hashCode() {
        return recipe.name().hashCode() * 31 + slots.hashCode();
    }

    @Override
    public String toString() {
        return slots.isEmpty() ? recipe.name() : recipe.name() + slots;
    }
}
