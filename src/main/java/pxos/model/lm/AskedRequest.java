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
        return known.sentFor(request);
    }

    /** A plan or code that is longer goes round in circles, or comes from a model that reasons first. */
    @Override
    public int usualTokens() {
        return switch (request.purpose()) {
            case PLAN -> 1_500;
            case TESTS -> 700;
            case CODE -> request.brief() ? 700 : 4_000;
        };
    }

    @Override
    public Prompt write(PromptWriter prompts, int contextTokens) {
        boolean brief =
                request.purpose() == Request.Purpose.CODE && contextTokens < PromptWriter.LONG_FORM_CONTEXT_TOKENS;
        return prompts.write(brief ? request.briefly() : request, contextTokens);
    }
}
