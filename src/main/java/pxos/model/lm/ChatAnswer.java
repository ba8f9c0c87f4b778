package pxos.model.lm;

/**
 * A model's answer as the server sent it.
 *
 * @param content the text of the answer
 * @param reasoning the text of its reasoning, where the server keeps them apart
 * @param finishReason such as {@code stop}, {@code length} or {@link #CIRCLES}; empty where the server did not say
 * @param model the model that the server names; empty where it names none
 * @param promptTokens 0 where the server did not say
 * @param completionTokens 0 where the server did not say
 */
record ChatAnswer(
        String content, String reasoning, String finishReason, String model, int promptTokens, int completionTokens)
        implements Wire.Outcome {

    /** The reason where the client stopped an answer that repeated itself. */
    static final String CIRCLES = "circles";

    @Override
    public ChatAnswer redacted(ApiToken token) {
        return new ChatAnswer(
                token.redact(content),
                token.redact(reasoning),
                finishReason,
                token.redact(model),
                promptTokens,
                completionTokens);
    }

    boolean cutShort() {
        return finishReason.equals("length") || circled();
    }

    boolean circled() {
        return finishReason.equals(CIRCLES);
    }
}
