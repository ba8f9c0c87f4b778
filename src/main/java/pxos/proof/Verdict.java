package pxos.proof;

/** How a test ended; only behaviour that was observed is ever a PASS. */
public enum Verdict {
    PASS,
    FAIL,
    /** The test could not be made; says nothing about the tested OS. */
    ERROR
}
