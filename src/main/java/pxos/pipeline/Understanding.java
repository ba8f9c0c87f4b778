package pxos.pipeline;

import java.util.stream.Collectors;
import pxos.model.KnownStep;

/** How a goal was understood. */
final class Understanding {

    private Understanding() {}

    /** See {@link RunContext#understoodAs}. */
    static String of(RunContext.Plan plan) {
        return plan.items().stream()
                .filter(item -> !item.prerequisite())
                .map(item -> item.known()
                        .map(KnownStep::meaning)
                        .orElseGet(() -> plan.words().replaceAll("\\s+", " ").strip()))
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
