/** A real-mode PC in the JVM: it runs thousands of short sessions where QEMU runs a few, and is compared with QEMU. */
package pxos.proof.pc;
