/** How well models write pxOS features: goals with tests that no model sees, and what came of them. */
package pxos.bench;
