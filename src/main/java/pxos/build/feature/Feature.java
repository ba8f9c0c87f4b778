package pxos.build.feature;

import java.util.List;
import pxos.scenario.Scenario;

/**
 * A feature as a model proposes it.
 *
 * @param name lower-case words joined by underscores
 * @param startAddress where its first byte should go; null to have a place found for it
 * @param primitives its elements, in memory order
 * @param tests scenarios that show it
 */
public record Feature(String name, Integer startAddress, List<Primitive> primitives, List<Scenario> tests) {

    public Feature {
        primitives = List.copyOf(primitives);
        tests = List.copyOf(tests);
    }
}
