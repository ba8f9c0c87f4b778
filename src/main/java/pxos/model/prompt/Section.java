package pxos.model.prompt;

/**
 * A part of a prompt, rendered.
 *
 * @param name as in the prompt file
 * @param priority 1 (served first) to 9
 * @param floorTokens what it keeps, however little room there is; 0 for a section that may go
 * @param whole whether it is left out rather than cut
 * @param text ends with a line feed; empty where there is nothing to say
 */
record Section(String name, int priority, int floorTokens, boolean whole, String text) {

    static final int LAST_PRIORITY = 9;

    /** Less than this of a section says nothing. */
    static final int SMALLEST_TOKENS = 24;

    /** A section that may be cut. */
    Section(String name, int priority, int floorTokens, String text) {
        this(name, priority, floorTokens, false, text);
    }

    Section {
        if (priority < 1 || priority > LAST_PRIORITY) {
            throw new IllegalArgumentException("section " + name + ": priority is 1 to 9, not " + priority);
        }
    }
}
