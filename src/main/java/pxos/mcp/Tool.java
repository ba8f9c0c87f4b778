package pxos.mcp;

import java.util.List;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that a model can have done.
 *
 * @param name what a call names
 * @param title for people
 * @param description for a model that reads it once; its first words are what a search finds
 * @param arguments JSON Schema of the arguments, an object
 * @param effect what a call does to the world
 * @param work does it
 */
public record Tool(String name, String title, String description, ObjectNode arguments, Effect effect, Work work) {

    /** What a call does to the world; clients ask their user, or do not, by this. */
    public enum Effect {
        /** Looks, and changes nothing. */
        READS,
        /** Changes something, and never breaks what was there. */
        ADDS,
        /** Takes something away. */
        REMOVES
    }

    /** What a tool does. */
    @FunctionalInterface
    public interface Work {
        /**
         * @param arguments meet the tool's schema
         * @param call hears of progress, and tells when nobody waits any more
         */
        Answer call(JsonNode arguments, Call call) throws Exception;
    }

    /** What is wrong with the arguments of a call; empty where nothing is. */
    List<String> errorsIn(JsonNode given) {
        return new JsonSchemaCheck(arguments).errorsIn(given);
    }

    ObjectNode json() {
        ObjectNode tool = Json.object().put("name", name).put("title", title).put("description", description);
        tool.set("inputSchema", arguments);
        ObjectNode annotations = tool.putObject("annotations");
        annotations.put("readOnlyHint", effect == Effect.READS);
        if (effect != Effect.READS) {
            annotations.put("destructiveHint", effect == Effect.REMOVES).put("idempotentHint", false);
        }
        annotations.put("openWorldHint", false);
        return tool;
    }
}
