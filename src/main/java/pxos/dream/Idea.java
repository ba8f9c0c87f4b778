package pxos.dream;

/**
 * A goal that a language model thought of.
 *
 * @param goal what pxOS is to be able to do, in words
 * @param feature the name of its feature
 * @param why why somebody would want it
 * @param model who thought of it
 * @param outcome {@code proposed as M12}, or why it was refused
 */
public record Idea(String goal, String feature, String why, String model, String outcome) {

    Idea with(String came) {
        return new Idea(goal, feature, why, model, came);
    }
}
