package pxos.model.lm;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pxos.json.Json;
import pxos.model.Question;
import pxos.model.prompt.Prompt;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A question in a few words. */
record AskedShort(Question form) implements Asked {

    /** What the chat template puts around a message. */
    private static final int TOKENS_PER_TURN = 5;

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public Set<String> required() {
        return form.required();
    }

    @Override
    public List<JsonNode> schemas() {
        return Stream.of(form.schema(), flat(true), flat(false)).distinct().toList();
    }

    /**
     * The alternatives of the question's schema as one object, for servers that know none.
     *
     * @param named whether it lists what each member can be
     */
    private ObjectNode flat(boolean named) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        form.schema()
                .path("anyOf")
                .forEach(choice -> choice.path("properties").properties().forEach(entry -> {
                    ObjectNode member = properties.path(entry.getKey()) instanceof ObjectNode known
                            ? known
                            : properties.putObject(entry.getKey()).put("type", "string");
                    if (named) {
                        ArrayNode values =
                                member.path("enum") instanceof ArrayNode listed ? listed : member.putArray("enum");
                        JsonNode value = entry.getValue();
                        Stream.concat(value.path("enum").valueStream(), Stream.of(value.path("const")))
                                .filter(JsonNode::isString)
                                .filter(text -> values.valueStream().noneMatch(text::equals))
                                .forEach(values::add);
                    }
                }));
        ArrayNode required = schema.putArray("required");
        form.required().forEach(required::add);
        return schema;
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
