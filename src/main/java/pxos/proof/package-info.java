/** Boots an image in QEMU, types the keys of scenarios, and says what was observed. */
package pxos.proof;
