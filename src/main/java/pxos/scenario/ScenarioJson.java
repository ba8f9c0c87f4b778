package pxos.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios as JSON and back; the disk is mostly left out.
 *
 * <pre>
 *   [{"name": "…", "disk": ["A.TXT \"hi\""], "steps": [{"keys": "type a.txt{Enter}", "expect": ["row \"hi\""]}]}]
 * </pre>
 */
public final class ScenarioJson {

    private ScenarioJson() {}

    /** A scenario as {@link #readAll} reads it. */
    public static ObjectNode write(Scenario scenario) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", scenario.name());
        if (!scenario.disk().isEmpty()) {
            scenario.disk().forEach(node.putArray("disk")::add);
        }
        ArrayNode steps = node.putArray("steps");
        for (Step step : scenario.steps()) {
            step.expect().forEach(steps.addObject().put("keys", step.keys()).putArray("expect")::add);
        }
        return node;
    }

    /**
     * @param tests an array of scenarios
     * @throws ScenarioException naming the place, such as {@code tests[1].steps[0].keys}
     */
    public static List<Scenario> readAll(JsonNode tests) {
        requireArray(tests, "tests");
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            scenarios.add(read(tests.get(i), "tests[" + i + "]"));
        }
        return scenarios;
    }

    private static Scenario read(JsonNode node, String place) {
        requireMembers(node, place, Set.of("name", "disk", "steps"));
        JsonNode steps = node.path("steps");
        requireArray(steps, place + ".steps");
        List<Step> read = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            read.add(readStep(steps.get(i), place + ".steps[" + i + "]"));
        }
        List<String> disk = texts(node.path("disk"), place + ".disk");
        return located(place, () -> new Scenario(text(node.path("name"), place + ".name"), disk, read));
    }

    private static Step readStep(JsonNode node, String place) {
        requireMembers(node, place, Set.of("keys", "expect"));
        String keys = node.has("keys") ? text(node.path("keys"), place + ".keys") : "";
        List<String> expect = texts(node.path("expect"), place + ".expect");
        return located(place, () -> new Step(keys, expect));
    }

    /** One text or an array of them; none where there is no such member. */
    private static List<String> texts(JsonNode list, String place) {
        if (list.isMissingNode()) {
            return List.of();
        }
        if (list.isString()) {
            return List.of(list.asString());
        }
        requireArray(list, place);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            texts.add(text(list.get(i), place + "[" + i + "]"));
        }
        return texts;
    }

    private static String text(JsonNode node, String place) {
        if (!node.isString()) {
            throw new ScenarioException(place + " must be a string");
        }
        return node.asString();
    }

    private static void requireArray(JsonNode node, String place) {
        if (!node.isArray()) {
            throw new ScenarioException(place + " must be an array");
        }
    }

    private static void requireMembers(JsonNode node, String place, Set<String> known) {
        if (!node.isObject()) {
            throw new ScenarioException(place + " must be an object");
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw new ScenarioException(place + " has an unknown member '" + name + "'; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static <T> T located(String place, java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(place + ": " + e.getMessage());
        }
    }
}
