/** pxOS improves itself: a session chooses goals by a score, makes a run of each, and says why. */
package pxos.dream;
