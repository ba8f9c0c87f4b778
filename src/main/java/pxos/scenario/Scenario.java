package pxos.scenario;

import java.util.List;

/**
 * A named test of a booted pxOS: keys in, observations out.
 *
 * <p>The same form serves the roadmap's tables, the {@code tests} of a model's answer and the regression files.
 *
 * @param name what the scenario shows, such as {@code backspace erases one character}
 * @param steps done in order, each from the state that the one before it left
 */
public record Scenario(String name, List<Step> steps) {

    public Scenario {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a scenario needs a name");
        }
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("scenario '" + name + "' has no steps");
        }
    }
}
