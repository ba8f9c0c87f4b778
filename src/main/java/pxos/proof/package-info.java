/**
 * What a test of pxOS is and how it is judged: boots images, types the keys of scenarios, and says what was observed.
 *
 * <p>{@link pxos.proof.Emulator} is the door to whatever pxOS boots on; no emulator is known here.
 */
package pxos.proof;
