package pxos.model;

/** Something that plans and writes pxOS code: a language model behind HTTP, or the embedded recipes. */
public interface CodingModel extends AutoCloseable {

    /** Who is credited with the code, such as {@code recipes} or {@code lm-studio:qwen2.5-coder-7b}. */
    String id();

    /**
     * Answers with JSON text that should meet the request's schema; nobody has checked that it does.
     *
     * @throws ModelException when there is no answer to be had at all
     */
    Reply ask(Request request, AskOptions options) throws ModelException;

    /** Asks with the usual options. */
    default Reply ask(Request request) throws ModelException {
        return ask(request, AskOptions.DEFAULT);
    }

    /**
     * Makes sure that the model can be asked, before anything is built for it.
     *
     * @throws ModelException when it cannot
     */
    default void requireReady() throws ModelException {}

    /** Whether asking again, or in other words, can bring another answer. */
    default boolean isLanguageModel() {
        return false;
    }

    @Override
    default void close() {}
}
