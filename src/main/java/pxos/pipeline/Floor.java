package pxos.pipeline;

import java.util.Locale;
import pxos.proof.strength.Strength;

/**
 * How strong the tests of code from a language model have to be, before it is called verified. Recipes are not held to it,
 * nor is what the roadmap has tests for: people have written those.
 */
public enum Floor {
    /** Weaker tests are sent back, and fail the run in the end. */
    STRICT,
    /** Weaker tests are accepted; the verdict says how far it goes. */
    OFF;

    /** Less than that is code for which nobody can speak. */
    static final int EXECUTED_PERCENT = 80;

    /** Tests of language models that held nothing caught 3 to 21 %; the weakest honest ones of this project catch 35 %. */
    static final int CAUGHT_PERCENT = 30;

    static boolean isReachedBy(Strength strength) {
        return isReachedByFigures(strength) && strength.untyped().isEmpty();
    }

    static boolean isReachedByFigures(Strength strength) {
        return strength.executedPercent() >= EXECUTED_PERCENT && strength.caughtPercent() >= CAUGHT_PERCENT;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
