package pxos.scenario;

/** A scenario that does not follow the vocabulary; the message says what is wrong, where, and what would do. */
public final class ScenarioException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ScenarioException(String message) {
        super(message);
    }

    /** Names the place in {@code text}, counted from 1, that {@code problem} is about. */
    static ScenarioException at(String text, int index, String problem) {
        return new ScenarioException(problem + ", at character " + (index + 1) + " of: " + text);
    }
}
