/** Pictures without a display: run cards, memory maps, VGA screenshots, visual diffs. */
package pxos.pixel.picture;
