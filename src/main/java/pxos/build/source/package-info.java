/** The OS source language of {@code pxos_commands.txt}: reading, editing by feature and writing back. */
package pxos.build.source;
