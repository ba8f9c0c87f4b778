/** What a coding agent can have done with pxOS, and the texts that it reads. */
package pxos.tools;
