/** Features as a model writes them: the JSON contract, its primitives, and the templates that they use. */
package pxos.build.feature;
