/** The run from a goal to a verified OS: stages that pass on an immutable context. */
package pxos.pipeline;
