package pxos.model.lm;

import java.util.function.Consumer;

/**
 * Hears how an answer comes along; called from another thread than the one that asks.
 *
 * @param now what happens at this moment, such as {@code waiting for qwen2.5-coder-7b to load} or the tokens streamed
 * @param written what the model writes, piece by piece, its reasoning too
 * @param notes what the client did on its own, such as asking again with less history
 */
public record Progress(Consumer<String> now, Consumer<String> written, Consumer<String> notes) {

    /** Hears nothing. */
    public static final Progress SILENT = new Progress(text -> {}, text -> {});

    /** Does not hear what the model writes. */
    public Progress(Consumer<String> now, Consumer<String> notes) {
        this(now, text -> {}, notes);
    }
}
