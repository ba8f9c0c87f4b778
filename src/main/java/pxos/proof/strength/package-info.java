/** How strong a proof is: what of the new code its tests execute, and which changes to that code they notice. */
package pxos.proof.strength;
