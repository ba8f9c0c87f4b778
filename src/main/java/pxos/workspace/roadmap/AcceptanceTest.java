package pxos.workspace.roadmap;

import java.util.Collection;
import java.util.List;
import pxos.scenario.Scenario;

/**
 * A row of a milestone's table of acceptance tests, with the rows that continue it.
 *
 * @param features the features that must all be there for the scenario to hold; at least one
 * @param scenario the test
 * @param line its line in the roadmap, counted from 1
 */
public record AcceptanceTest(List<String> features, Scenario scenario, int line) {

    public AcceptanceTest {
        features = List.copyOf(features);
    }

    /** Whether the test can hold in an OS with these features. */
    public boolean appliesTo(Collection<String> present) {
        return present.containsAll(features);
    }
}
