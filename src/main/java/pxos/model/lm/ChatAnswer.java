package pxos.model.lm;

import java.util.List;

/**
 * A model's answers to one prompt as the server sent them.
 *
 * @param said one an answer, at least one
 * @param model the model that the server names; empty where it names none
 */
record ChatAnswer(List<Said> said, String model, Usage usage) implements HttpWire.Outcome {

    /** The reason where the client stopped an answer that repeated itself. */
    static final String CIRCLES = "circles";

    /**
     * One answer.
     *
     * @param content the text of the answer
     * @param reasoning the text of its reasoning, where the server keeps them apart
     * @param finishReason such as {@code stop}, {@code length} or {@link #CIRCLES}; empty where the server did not say
     */
    record Said(String content, String reasoning, String finishReason) {

        boolean cutShort() {
            return finishReason.equals("length") || circled();
        }

        boolean circled() {
            return finishReason.equals(CIRCLES);
        }
    }

    ChatAnswer {
        said = List.copyOf(said);
    }

    @Override
    public ChatAnswer redacted(ApiToken token) {
        return new ChatAnswer(
                said.stream()
                        .map(one -> new Said(
                                token.redact(one.content()), token.redact(one.reasoning()), one.finishReason()))
                        .toList(),
                token.redact(model),
                usage);
    }
}
