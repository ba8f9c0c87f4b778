package pxos.proof.pc;

/**
 * Another byte in pxOS.
 *
 * @param address of the byte, 7C00 to 9FFF
 * @param old what has to be there, 0 to 255; where anything else is, nothing changes
 * @param value what is there instead
 */
public record Patch(int address, int old, int value) {}
