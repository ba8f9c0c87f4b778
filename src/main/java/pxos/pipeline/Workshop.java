package pxos.pipeline;

import pxos.build.PrimitiveBuilder;
import pxos.model.CodingModel;
import pxos.model.PrimitiveGenerator;

/**
 * The services that a feature is made with.
 *
 * @param generator gets primitives out of a model
 * @param builder puts them into the OS
 * @param prover shows what they do
 * @param planner knows what needs what
 * @param requirements what a feature's primitives need
 * @param recipes builds what other features need: known-good blocks
 */
public record Workshop(
        PrimitiveGenerator generator,
        PrimitiveBuilder builder,
        Prover prover,
        Planner planner,
        Requirements requirements,
        CodingModel recipes) {}
