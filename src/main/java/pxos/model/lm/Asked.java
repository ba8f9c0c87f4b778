package pxos.model.lm;

import java.util.List;
import java.util.Set;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;

/** What a conversation is about: how to word the question, and what the answer must meet. */
interface Asked {

    /** The schema's name. */
    String name();

    /** Members that the answer's object must have; may be empty. */
    Set<String> required();

    /** Schemas for the answer, the one that says most first; the last one is what any server takes. */
    List<JsonNode> schemas();

    /** The longest answer that is let pass at first; one that is cut there has all the room at its next try. */
    int usualTokens();

    /** The question, cut to a context of this many tokens. */
    Prompt write(PromptWriter prompts, int contextTokens);
}
