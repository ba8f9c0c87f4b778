/** The disk that people use: a FAT12 floppy image whose reserved sectors are pxOS. */
package pxos.os.disk;
