package pxos.model;

import java.util.List;
import pxos.Problem;

/** Something that plans and writes pxOS code: a language model behind HTTP, or the embedded recipes. */
public interface CodingModel extends AutoCloseable {

    /** Who is credited with the code, such as {@code recipes} or {@code lm-studio:qwen2.5-coder-7b}. */
    String id();

    /**
     * Answers with JSON text that should meet the request's schema; nobody has checked that it does.
     *
     * @return the answer, or as much of it as came, with the reason
     * @throws pxos.Problem when nothing can be asked
     */
    Reply ask(Request request, AskOptions options);

    /**
     * Answers a request several times at once, where that is cheaper than one after the other.
     *
     * @param count wanted answers, at least 2
     * @return fewer than wanted, or none, where the model does not do that
     */
    default List<Reply> askSeveral(Request request, AskOptions options, int count) {
        return List.of();
    }

    /**
     * Answers a short question several times.
     *
     * @param count wanted answers, at least 1
     * @return the answers; none from who does not answer such questions. One that broke off is alone
     */
    default List<Reply> choose(Question question, AskOptions options, int count) {
        return List.of();
    }

    /**
     * Makes sure that the model can be asked, before anything is built for it.
     *
     * @throws pxos.Problem when it cannot
     */
    default void requireReady() {}

    /** Whether asking again, or in other words, can bring another answer. */
    default boolean isLanguageModel() {
        return false;
    }

    /** Whether its answers are looked at for slips before they are booted; those of people are booted as they are. */
    default boolean mayHaveSlips() {
        return isLanguageModel();
    }

    /** Whether the whole prompt fits its context, as well as an answer; else it is asked by the short form. */
    default boolean readsLongForm() {
        return true;
    }

    /** Whether people of this project wrote its answers, with their tests. Others are held to a floor. */
    default boolean isTrusted() {
        return false;
    }

    /**
     * What an answer that cannot be used means where asking again brings no other.
     *
     * @param feature what was asked for
     * @param problem what is wrong with the answer, with its places in it
     */
    default Problem unusable(String feature, Problem problem) {
        return new Problem(
                Problem.Kind.MODEL,
                id() + ": the answer cannot be used: " + problem.getMessage(),
                problem.hint(),
                problem);
    }

    @Override
    default void close() {}
}
