/** The Model Context Protocol over standard input and output: JSON-RPC, one message a line. It knows nothing of pxOS. */
package pxos.mcp;
