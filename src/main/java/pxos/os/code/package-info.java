/** Instructions of a processor in real mode, as they are encoded; nothing is executed here. */
package pxos.os.code;
