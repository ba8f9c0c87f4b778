/** Who plans and writes code: one interface for language models and for recipes, which compose templates. */
package pxos.model;
