package pxos.model;

/** A model's answers could not be read, as often as they were asked for. */
public final class UnusableAnswerException extends Exception {
    private final transient Lessons lessons;

    UnusableAnswerException(String model, int answers, Lessons lessons) {
        super(model + " gave " + answers + " answers that cannot be used; the last one: "
                + last(lessons).replace('\n', ' '));
        this.lessons = lessons;
    }

    private static String last(Lessons lessons) {
        return lessons.feedback().get(lessons.feedback().size() - 1).problem();
    }

    /** What was wrong with the last answer. */
    public String problem() {
        return last(lessons);
    }
}
