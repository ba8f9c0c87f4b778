package pxos.model.recipes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.json.Json;
import pxos.model.KnownStep;
import pxos.model.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A recipe with its slot filled in: one feature to build.
 *
 * @param slots the value of the slot by its name; empty where the recipe has none
 */
public record RecipeStep(Recipe recipe, Map<String, String> slots) implements KnownStep {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+(?:\\.[a-z]+)?)}");

    public RecipeStep {
        slots = Map.copyOf(slots);
    }

    private Map<String, Object> placeholders() {
        Map<String, Object> all = new HashMap<>();
        recipe.slots().forEach(slot -> all.putAll(slot.placeholders(slots.get(slot.name()))));
        return all;
    }

    @Override
    public String feature() {
        return recipe.isPattern() ? filled(recipe.answer().path("feature").asString(), Use.TEXT) : recipe.name();
    }

    @Override
    public String milestone() {
        return recipe.milestone();
    }

    /** One line for people. */
    public String title() {
        return recipe.title();
    }

    /** Features that must be there first, without what those need in turn. */
    public List<String> requires() {
        return recipe.requires();
    }

    /** The command that it adds; empty where none. */
    public String command() {
        return recipe.command();
    }

    @Override
    public String goal() {
        return filled(recipe.goal(), Use.TEXT);
    }

    /** Such as {@code prompt = "ok> "}; the recipe's title where a goal gives no value. */
    @Override
    public String meaning() {
        return recipe.slots().isEmpty()
                ? recipe.title()
                : recipe.slots().stream()
                        .map(slot ->
                                slot.description().replaceFirst("^the ", "") + " = \"" + slots.get(slot.name()) + '"')
                        .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> describing(String goal) {
        return recipe.slots().stream()
                .filter(slot -> slot.kind() == Slot.Kind.TEXT)
                .map(slot -> slots.get(slot.name()).strip())
                .filter(text -> Descriptions.describes(text) && isPlain(text, goal))
                .toList();
    }

    private static boolean isPlain(String text, String goal) {
        int at = goal.indexOf(text);
        return at >= 0 && (at == 0 || Character.isWhitespace(goal.charAt(at - 1)));
    }

    @Override
    public JsonNode answer(Request.Purpose purpose) {
        if (purpose == Request.Purpose.CODE) {
            return filled(recipe.answer(), Use.TEXT);
        }
        ObjectNode plan = Json.object().put("feature", feature()).put("summary", recipe.title());
        plan.putArray("steps").add(goal());
        return plan;
    }

    private enum Use {
        TEXT,
        KEYS,
        EXPECTATION
    }

    private JsonNode filled(JsonNode node, Use use) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), use(entry.getKey()))));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
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
}
