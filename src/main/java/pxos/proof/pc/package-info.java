/** A second machine in the JVM, which tells in a moment what QEMU would say, or that QEMU has to be asked. */
package pxos.proof.pc;
