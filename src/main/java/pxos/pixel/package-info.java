/** The pixel network: each run a strip of one PNG, appended at a constant cost, read back exactly, searched. */
package pxos.pixel;
