/** The folder a run works in: its files, the lock that makes runs take turns, and changes that happen as one. */
package pxos.workspace;
