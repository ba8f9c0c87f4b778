package pxos.model.prompt;

/** Lets {@code bin/bench} count tokens as the prompts do. */
public final class TokenCount {

    private TokenCount() {}

    /** On the safe side: rather too many than too few. */
    public static int of(String text) {
        return TokenEstimate.of(text);
    }
}
