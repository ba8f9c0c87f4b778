/** What a person or a program does with an OS besides building: list, show, remove, undo, try. */
package pxos.workbench;
