package pxos.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server has.
 *
 * @param name of the server
 * @param title for people
 * @param version of the program
 * @param instructions what a model reads before it knows any tool
 * @param resources those that can be read; one whose address ends in a name in braces stands for many
 */
public record Catalog(
        String name,
        String title,
        String version,
        String instructions,
        List<Tool> tools,
        List<Resource> resources,
        List<Prompt> prompts) {

    public Catalog {
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        prompts = List.copyOf(prompts);
    }

    /**
     * Something that can be read.
     *
     * @param uri its address, or one that ends in a name in braces
     * @param reader gets what stands in place of that name; empty where there is none
     */
    public record Resource(String uri, String name, String title, String description, String mimeType, Reader reader) {

        /** Reads a resource: bytes of a picture, or a text in UTF-8. */
        @FunctionalInterface
        public interface Reader {
            byte[] read(String name) throws Exception;
        }

        boolean isTemplate() {
            return uri.endsWith("}");
        }

        /** What an address has in place of the name in braces; empty where it is not of this resource. */
        Optional<String> match(String address) {
            if (!isTemplate()) {
                return Optional.of("").filter(none -> address.equals(uri));
            }
            String prefix = uri.substring(0, uri.indexOf('{'));
            return Optional.of(address)
                    .filter(given -> given.startsWith(prefix) && given.length() > prefix.length())
                    .map(given -> given.substring(prefix.length()));
        }

        ObjectNode json() {
            return Json.object()
                    .put(isTemplate() ? "uriTemplate" : "uri", uri)
                    .put("name", name)
                    .put("title", title)
                    .put("description", description)
                    .put("mimeType", mimeType);
        }
    }

    /**
     * A text that a user can have sent to the model.
     *
     * @param arguments descriptions by name; all must be given
     */
    public record Prompt(String name, String title, String description, Map<String, String> arguments, Writer writer) {

        /** Writes the text from the arguments that were given. */
        @FunctionalInterface
        public interface Writer {
            String write(Map<String, String> arguments) throws Exception;
        }

        ObjectNode json() {
            ObjectNode prompt =
                    Json.object().put("name", name).put("title", title).put("description", description);
            var list = prompt.putArray("arguments");
            arguments.forEach((argument, about) -> list.addObject()
                    .put("name", argument)
                    .put("description", about)
                    .put("required", true));
            return prompt;
        }
    }
}
