/** Files that processes share. */
package pxos.file;
