package pxos.model;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A feature that can be written without a language model; whoever finds one for a goal hands it on. */
public interface KnownStep {

    /** The feature's name. */
    String feature();

    /** Id of the milestone that it belongs to; empty where none. */
    String milestone();

    /** A goal in words that leads to this step. */
    String goal();

    /** How the goal was understood, in one line: what is built, with the values that the goal gave. */
    String meaning();

    /** Texts that it takes out of a goal as they stand, though they seem to describe what to show; none where none does. */
    default List<String> describing(String goal) {
        return List.of();
    }

    /** For PLAN, a document of {@code schemas/plan.schema.json}; for CODE, one of the primitives' contract. */
    JsonNode answer(Request.Purpose purpose);
}
