package pxos.pipeline;

import java.util.List;
import pxos.os.AddressRange;
import pxos.scenario.Scenario;

/**
 * A feature that was built in this run.
 *
 * @param name its name
 * @param item what it was built for
 * @param generator who wrote it
 * @param primitives number of primitives in the answer
 * @param sizeBytes bytes it takes
 * @param addresses where they are
 * @param attempts code attempts it took
 * @param tokens prompt and completion tokens together; 0 where unknown
 * @param scenarios the tests that show it
 * @param why why this answer was taken out of several; empty where there was only one
 */
public record BuiltFeature(
        String name,
        WorkItem item,
        String generator,
        int primitives,
        int sizeBytes,
        List<AddressRange> addresses,
        int attempts,
        int tokens,
        List<Scenario> scenarios,
        String why) {

    public BuiltFeature {
        addresses = List.copyOf(addresses);
        scenarios = List.copyOf(scenarios);
    }
}
