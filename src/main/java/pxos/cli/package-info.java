/** The command line: options in, one result out; also where all services are put together. */
package pxos.cli;
