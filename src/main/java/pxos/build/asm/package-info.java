/** Assembly text to machine code by NASM, behind rails that keep it to instructions. */
package pxos.build.asm;
