package pxos.pipeline;

import java.time.Duration;

/**
 * One code attempt, for the trajectory in the run's folder.
 *
 * @param feature the feature worked on
 * @param number from 1
 * @param generator who wrote the answer
 * @param answer the answer's JSON text
 * @param outcome {@code verified}, or the stage that refused it
 * @param problem what was wrong; empty when verified
 * @param promptTokens 0 where unknown
 * @param completionTokens 0 where unknown
 * @param time how long the model took
 */
public record Attempt(
        String feature,
        int number,
        String generator,
        String answer,
        String outcome,
        String problem,
        int promptTokens,
        int completionTokens,
        Duration time) {}
