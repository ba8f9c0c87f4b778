/** The machine that generated code lives in: its memory map, its vectors, its boot image and its text screen. */
package pxos.os;
