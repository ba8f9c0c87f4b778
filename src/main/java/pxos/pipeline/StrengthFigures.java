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
 * @param mutantsEquivalent further ones that no test has to notice, for a known reason
 */
public record StrengthFigures(
        int instructions, int executed, int mutants, int mutantsTried, int mutantsCaught, int mutantsEquivalent) {

    /** Such as {@code 100 % executed, 41 of 48 mutants caught}. */
    public String inWords() {
        return instructions == 0
                ? "no code of its own"
                : executed * 100 / instructions + " % executed, " + mutantsCaught + " of " + mutantsTried
                        + " mutants caught";
    }

    static StrengthFigures of(Strength strength) {
        return new StrengthFigures(
                strength.instructions(),
                strength.executed(),
                strength.mutants(),
                strength.decided(),
                strength.caught(),
                strength.excused().size());
    }
}
