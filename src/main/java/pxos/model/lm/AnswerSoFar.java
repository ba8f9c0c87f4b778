package pxos.model.lm;

/** The text of an answer as it comes in; one thread may read it on while another one gives up. */
final class AnswerSoFar {

    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private int pieces;

    /** Takes a piece that is not empty; returns how many have come, about one a token. */
    synchronized int add(String text, String thought) {
        content.append(text);
        reasoning.append(thought);
        return ++pieces;
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
