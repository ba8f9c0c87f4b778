/** The vocabulary of tests: keys, expectations and disks, the same in JSON, in the roadmap and in kept tests. */
package pxos.scenario;
