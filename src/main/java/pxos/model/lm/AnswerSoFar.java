package pxos.model.lm;

/** The text of an answer as it comes in; safe for use by several threads: one reads it, another one may give up. */
final class AnswerSoFar {

    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private int pieces;

    /** @return how many pieces that are not empty have come, about one a token */
    synchronized int add(String text, String thought) {
        content.append(text);
        reasoning.append(thought);
        pieces += text.isEmpty() && thought.isEmpty() ? 0 : 1;
        return pieces;
    }

    synchronized String content() {
        return content.toString();
    }

    synchronized String reasoning() {
        return reasoning.toString();
    }

    synchronized int pieces() {
        return pieces;
    }

    /** Length of content and reasoning together. */
    synchronized int characters() {
        return content.length() + reasoning.length();
    }
}
