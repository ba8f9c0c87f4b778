/** From a goal in words to a proved feature of pxOS; {@code docs/ARCHITECTURE.md} draws the rooms. */
package pxos;
