package pxos.model.lm;

/**
 * Whether a server is there to be asked.
 *
 * @param answering whether it lists its models, or wants a token first
 * @param because why not, one sentence; what was found where it answers
 */
public record Probe(boolean answering, String because) {}
