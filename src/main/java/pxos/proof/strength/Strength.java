package pxos.proof.strength;

import java.util.List;
import java.util.stream.Stream;
import pxos.os.code.Instruction;

/**
 * How strong the tests of some code are.
 *
 * @param instructions how many the code has that can be executed
 * @param notExecuted those that none of its tests executes
 * @param mutants how many there are
 * @param caught mutants on which a test fails
 * @param survivors mutants on which every test passes
 * @param excused those on which every test passes, for a known reason
 * @param unknown mutants of which only QEMU could tell; with caught and survivors, all that were tried
 * @param unknownTests tests that only QEMU can run
 * @param untyped what the code is seen to get wrong and no test types, in words that follow "no test types"
 */
public record Strength(
        int instructions,
        List<Instruction> notExecuted,
        int mutants,
        int caught,
        List<Mutant> survivors,
        List<Excused> excused,
        int unknown,
        int unknownTests,
        List<String> untyped) {

    private static final int ALL = 100;

    public Strength {
        notExecuted = List.copyOf(notExecuted);
        survivors = List.copyOf(survivors);
        excused = List.copyOf(excused);
        untyped = List.copyOf(untyped);
    }

    /** The same with more that no test types. */
    public Strength with(List<String> moreUntyped) {
        List<String> all = Stream.concat(untyped.stream(), moreUntyped.stream()).toList();
        return new Strength(instructions, notExecuted, mutants, caught, survivors, excused, unknown, unknownTests, all);
    }

    /** A mutant that no test has to notice. */
    public record Excused(Mutant mutant, String reason) {
        @Override
        public String toString() {
            return mutant + ": " + reason;
        }
    }

    public int executed() {
        return instructions - notExecuted.size();
    }

    /** Mutants that were tried and of which it is known whether a test fails, without those that none has to notice. */
    public int decided() {
        return caught + survivors.size();
    }

    /** 0 to 100, rounded down; 100 where there is no code. */
    public int executedPercent() {
        return instructions == 0 ? ALL : executed() * ALL / instructions;
    }

    /** 0 to 100 of those decided, rounded down; 100 where there are none. */
    public int caughtPercent() {
        return decided() == 0 ? ALL : caught * ALL / decided();
    }

    /** Whether only some of the mutants were tried, evenly spread over the code. */
    public boolean isSample() {
        return decided() + excused.size() + unknown < mutants;
    }

    /**
     * {@code 100 % executed, 41 of 48 mutants caught}, and how many more are equivalent; for data, which is not executed,
     * that it has no code.
     */
    @Override
    public String toString() {
        if (instructions == 0) {
            return "no code of its own";
        }
        return executedPercent() + " % executed, " + caught + " of " + decided() + " mutants caught"
                + (excused.isEmpty() ? "" : " beside " + excused.size() + " equivalent")
                + (isSample() ? " (a sample of " + mutants + ")" : "");
    }
}
