/** What a good teacher says of a run: from its published result and the attempts in its folder. */
package pxos.coach;
