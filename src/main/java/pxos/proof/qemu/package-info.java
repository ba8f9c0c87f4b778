/** Runs guests in QEMU 7.2 or later: starts it, speaks to its monitor, types at it, and sees when it has come to rest. */
package pxos.proof.qemu;
