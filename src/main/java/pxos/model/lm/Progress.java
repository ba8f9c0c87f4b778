package pxos.model.lm;

/** Hears how an answer comes along; called from another thread than the one that asks. */
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = new Progress() {};

    /** @param reason what is waited for, such as {@code waiting for qwen2.5-coder-7b to load} */
    default void waiting(String reason) {}

    /**
     * @param count tokens streamed so far, reasoning included
     * @param perSecond since the first token; 0 until there are two
     */
    default void tokens(int count, double perSecond) {}

    /** @param message something the client did on its own, such as asking again with less history */
    default void note(String message) {}
}
