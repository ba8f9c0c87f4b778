package pxos.model.lm;

import java.util.List;
import java.util.Set;
import pxos.model.Request;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;

/** A plan or code, asked for in full. */
record AskedRequest(Request request, Schemas known) implements Asked {

    @Override
    public String name() {
        return known.nameFor(request);
    }

    @Override
    public Set<String> required() {
        return known.requiredFor(request);
    }

    @Override
    public List<JsonNode> schemas() {
        return List.of(known.sentFor(request));
    }

    @Override
    public Prompt write(PromptWriter prompts, int contextTokens) {
        return prompts.write(request, contextTokens);
    }
}
