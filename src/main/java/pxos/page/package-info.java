/** The page: one HTML file in which pxOS runs, its story is told, and its tests can be run again. */
package pxos.page;
