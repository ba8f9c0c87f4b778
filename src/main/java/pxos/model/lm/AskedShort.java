package pxos.model.lm;

import java.util.List;
import java.util.Set;
import pxos.model.ShortForm;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;

/** A choice in a few words. */
record AskedShort(ShortForm form) implements Asked {

    /** What the chat template puts around a message. */
    private static final int TOKENS_PER_TURN = 5;

    @Override
    public String name() {
        return "choice";
    }

    @Override
    public Set<String> required() {
        return form.required();
    }

    @Override
    public List<JsonNode> schemas() {
        return List.of(form.schema());
    }

    @Override
    public int usualTokens() {
        return form.answerTokens();
    }

    /** It is short already. */
    @Override
    public Prompt write(PromptWriter prompts, int contextTokens) {
        int tokens = form.turns().stream()
                .mapToInt(turn -> prompts.tokens(turn.text()) + TOKENS_PER_TURN)
                .sum();
        return new Prompt(form.turns(), tokens, tokens, form.answerTokens(), List.of());
    }
}
