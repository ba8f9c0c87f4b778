/** The milestones of {@code PXOS_ROADMAP.md}: read, refused with the line where malformed, marked complete. */
package pxos.workspace.roadmap;
