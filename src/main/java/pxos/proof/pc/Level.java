package pxos.proof.pc;

/** Which instructions the processor knows; any other raises an invalid opcode, as a 286 and its successors do. */
public enum Level {
    I8086,
    I80186,
    I80286,
    I80386,
    /** A 386, with whatever later processors added not modelled instead of invalid. */
    NEWER
}
