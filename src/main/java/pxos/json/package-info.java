/** JSON between text and Jackson's trees. */
package pxos.json;
