package pxos.pipeline;

import java.util.Optional;
import pxos.model.PlanReader.Plan;
import pxos.model.Request;

/**
 * A plan with its history.
 *
 * @param plan what it says
 * @param question what its author was asked; empty where nobody had to be asked in full
 * @param answer what it answered, as JSON text
 */
record Planned(Plan plan, Optional<Request> question, String answer) {

    /** A plan that the library knows. */
    static Planned known(Plan plan) {
        return new Planned(plan, Optional.empty(), "");
    }
}
