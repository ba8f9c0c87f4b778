/** The emulator v86, in which pxOS runs outside QEMU: in a browser, and in Node as a further judge. */
package pxos.page.v86;
