package pxos.model.lm;

import java.util.function.Consumer;

/**
 * Hears how an answer comes along; called from another thread than the one that asks.
 *
 * @param now what happens at this moment, such as {@code waiting for qwen2.5-coder-7b to load} or the tokens streamed
 * @param notes what the client did on its own, such as asking again with less history
 */
public record Progress(Consumer<String> now, Consumer<String> notes) {

    /** Hears nothing. */
    public static final Progress SILENT = new Progress(text -> {}, text -> {});
}
