package pxos.model.lm;

import java.util.Optional;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.prompt.Prompt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the body of a request to {@code /v1/chat/completions}. */
final class ChatBody {

    private ChatBody() {}

    /**
     * @param schema what the answer must meet, already simplified; empty to ask without a grammar
     */
    static String of(Prompt prompt, String model, String schemaName, Optional<JsonNode> schema, AskOptions options) {
        ObjectNode body = Json.object();
        body.put("model", model);
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.system());
        messages.addObject().put("role", "user").put("content", prompt.user());
        body.put("temperature", options.temperature());
        if (options.seed() >= 0) {
            body.put("seed", options.seed());
        }
        body.put("max_tokens", prompt.answerTokens());
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        schema.ifPresent(sent -> body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", schemaName)
                .put("strict", true)
                .set("schema", sent));
        return Json.write(body);
    }
}
