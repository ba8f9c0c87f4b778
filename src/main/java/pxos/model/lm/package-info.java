/** A language model behind an OpenAI-compatible server such as LM Studio: finding it, asking it, reading answers. */
package pxos.model.lm;
