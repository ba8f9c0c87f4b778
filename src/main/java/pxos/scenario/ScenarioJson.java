package pxos.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads scenarios from JSON: {@code [{"name": "…", "steps": [{"keys": "a{Enter}", "expect": ["idle"]}]}]}. */
public final class ScenarioJson {

    private ScenarioJson() {}

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
        requireMembers(node, place, Set.of("name", "steps"));
        JsonNode steps = node.path("steps");
        requireArray(steps, place + ".steps");
        List<Step> read = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            read.add(readStep(steps.get(i), place + ".steps[" + i + "]"));
        }
        return located(place, () -> new Scenario(text(node.path("name"), place + ".name"), read));
    }

    private static Step readStep(JsonNode node, String place) {
        requireMembers(node, place, Set.of("keys", "expect"));
        String keys = node.has("keys") ? text(node.path("keys"), place + ".keys") : "";
        List<String> expect = new ArrayList<>();
        JsonNode list = node.path("expect");
        if (list.isString()) {
            expect.add(list.asString());
        } else if (!list.isMissingNode()) {
            requireArray(list, place + ".expect");
            for (int i = 0; i < list.size(); i++) {
                expect.add(text(list.get(i), place + ".expect[" + i + "]"));
            }
        }
        return located(place, () -> new Step(keys, expect));
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
