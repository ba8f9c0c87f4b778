package pxos.dream;

import com.fasterxml.jackson.annotation.JsonInclude;
import pxos.pipeline.StrengthFigures;

/**
 * A version of a feature that a model wrote and that passed its tests.
 *
 * @param feature its name
 * @param bytes what it took where it was built
 * @param strength how strong its own tests are; null where that was not measured
 * @param author who wrote it
 * @param run the run that it was written in
 * @param attempt its file in the run's folder
 * @param seenIn where its tests passed: QEMU, or the fast machine alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Variant(
        String feature, int bytes, StrengthFigures strength, String author, String run, String attempt, String seenIn) {

    private static final String JUDGE = "QEMU";

    /** Whether it is at least as good in all that counts, and better in something. */
    boolean beats(Variant other) {
        boolean noWorse = bytes <= other.bytes && caught() >= other.caught() && sureness() >= other.sureness();
        return noWorse && (bytes < other.bytes || caught() > other.caught() || sureness() > other.sureness());
    }

    /** Whether nothing that counts tells them apart. */
    boolean isLike(Variant other) {
        return bytes == other.bytes && caught() == other.caught() && sureness() == other.sureness();
    }

    /** The share of the mutants that its own tests catch; 0 where that is not known. */
    double caught() {
        return strength == null || strength.mutantsTried() == 0
                ? 0
                : (double) strength.mutantsCaught() / strength.mutantsTried();
    }

    private int sureness() {
        return JUDGE.equals(seenIn) ? 1 : 0;
    }

    /** Such as {@code 46 bytes, 100 % executed, 41 of 48 mutants caught, by qwen in run_7, seen in QEMU}. */
    String inWords() {
        String tests = strength == null ? "" : strength.inWords() + ", ";
        return bytes + " bytes, " + tests + "by " + author + " in " + run + ", seen in " + seenIn;
    }
}
