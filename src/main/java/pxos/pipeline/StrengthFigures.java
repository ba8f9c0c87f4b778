package pxos.pipeline;

import pxos.proof.strength.Strength;

/**
 * The strength of a feature's tests, as it stands in the result.
 *
 * @param instructions of the feature
 * @param executed those that its own tests execute
 * @param mutants of its code, all together
 * @param mutantsTried those of which it is known whether a test fails
 * @param mutantsCaught those on which a test fails
 */
public record StrengthFigures(int instructions, int executed, int mutants, int mutantsTried, int mutantsCaught) {

    static StrengthFigures of(Strength strength) {
        return new StrengthFigures(
                strength.instructions(),
                strength.executed(),
                strength.mutants(),
                strength.decided(),
                strength.caught());
    }
}
