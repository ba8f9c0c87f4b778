/** From features to an image: placing, the safety rails, linking into the vector table and assembling. */
package pxos.build;
