package pxos.scenario;

import java.util.List;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios as JSON and back; {@code disk} is left out where it is empty.
 *
 * <pre>
 *   [{"name": "…", "disk": ["A.TXT \"hi\""], "steps": [{"keys": "type a.txt{Enter}", "expect": ["row \"hi\""]}]}]
 * </pre>
 */
public final class ScenarioJson {

    private ScenarioJson() {}

    /** A scenario as {@link #readAll} reads it. */
    public static ObjectNode write(Scenario scenario) {
        return Json.tree(scenario);
    }

    /**
     * @param tests an array of scenarios
     * @throws pxos.Problem naming the place, such as {@code tests[1].steps[0].keys}
     */
    public static List<Scenario> readAll(JsonNode tests) {
        return List.of(Json.bind(tests, Scenario[].class, "tests"));
    }
}
