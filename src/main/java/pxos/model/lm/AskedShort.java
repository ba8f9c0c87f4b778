package pxos.model.lm;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.model.ShortForm;
import pxos.model.ShortForm.Turn;
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
    public List<Turn> messages(Prompt prompt) {
        return form.turns();
    }

    /** The chat in one text; it is short already. */
    @Override
    public Prompt write(PromptWriter prompts, int contextTokens) {
        String system = form.turns().get(0).text();
        String chat = form.turns().stream()
                .skip(1)
                .map(turn -> turn.role().name().toLowerCase(Locale.ROOT) + ": " + turn.text())
                .collect(Collectors.joining("\n"));
        int tokens = prompts.tokens(system)
                + prompts.tokens(chat)
                + TOKENS_PER_TURN * form.turns().size();
        return new Prompt(system, chat, tokens, tokens, form.answerTokens(), List.of());
    }
}
