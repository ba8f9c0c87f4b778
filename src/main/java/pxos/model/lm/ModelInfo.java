package pxos.model.lm;

import pxos.model.prompt.PromptWriter;

/**
 * A model that a server lists.
 *
 * @param name the name to ask for
 * @param type {@code llm}, {@code vlm}, {@code embeddings}, or empty where the server does not say
 * @param loaded whether it is in memory; {@code true} where the server does not say
 * @param contextTokens the loaded context, prompt and answer together; 0 where unknown
 * @param maxContextTokens what it could be loaded with; 0 where unknown
 */
public record ModelInfo(String name, String type, boolean loaded, int contextTokens, int maxContextTokens) {

    /** The name for people: of a file, without the folder. */
    public String title() {
        return titleOf(name);
    }

    /** The same for a name that an answer tells. */
    static String titleOf(String name) {
        return name.endsWith(".gguf")
                ? name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                : name;
    }

    ModelInfo redacted(ApiToken token) {
        return new ModelInfo(token.redact(name), token.redact(type), loaded, contextTokens, maxContextTokens);
    }

    /** The same with a context that the server told otherwise, where it does not list one. */
    ModelInfo orContext(int tokens) {
        return contextTokens > 0 ? this : new ModelInfo(name, type, loaded, tokens, maxContextTokens);
    }

    /** Whether it can answer in words. */
    boolean isGenerative() {
        return !type.startsWith("embedding") && !(type.isEmpty() && name.contains("embed"));
    }

    /** Context to plan with: LM Studio loads 4,096 tokens unless the user raised it. */
    int plannedContextTokens() {
        return contextTokens > 0 ? contextTokens : PromptWriter.DEFAULT_CONTEXT_TOKENS;
    }
}
