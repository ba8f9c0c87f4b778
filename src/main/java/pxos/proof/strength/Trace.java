package pxos.proof.strength;

import java.util.BitSet;
import pxos.proof.Verdict;
import pxos.scenario.Scenario;

/**
 * A test as it ran on the unchanged code. Its disk is made anew for each mutant: those of all tests may not fit into memory.
 *
 * @param fromPrompt whether it begins at the prompt of the OS as it is, on another disk
 * @param executed addresses at which an instruction was executed after the prompt; with the way to it, where it does not
 *     begin there
 * @param instructions how many, roughly
 * @param verdict an error where the machine does not model something that it needs
 */
record Trace(Scenario scenario, boolean fromPrompt, BitSet executed, long instructions, Verdict verdict) {

    /** Whether it tells anything about a mutant: it passes on the unchanged code. */
    boolean isUsable() {
        return verdict == Verdict.PASS;
    }
}
