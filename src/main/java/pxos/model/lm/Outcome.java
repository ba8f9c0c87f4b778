package pxos.model.lm;

/** What came of one request to a server: an answer, or a fault that it reported. */
sealed interface Outcome permits ChatAnswer, ServerFault {}
