package pxos.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.Json;
import pxos.mcp.Catalog.Prompt;
import pxos.mcp.Catalog.Resource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What each method of the protocol answers. */
final class Methods {

    /** Others must not wait for these. */
    static final Set<String> SLOW = Set.of("tools/call", "resources/read", "prompts/get");

    private final Catalog catalog;

    Methods(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The result of a request.
     *
     * @return empty where there is no such method
     * @throws Problem where the parameters cannot be used
     */
    Optional<ObjectNode> result(String method, JsonNode params, Call call) throws Exception {
        return Optional.ofNullable(
                switch (method) {
                    case "initialize" ->
                        about().put(
                                        "protocolVersion",
                                        Revision.agreed(
                                                params.path("protocolVersion").asString("")));
                    case "server/discover" -> discovered();
                    case "ping" -> Json.object();
                    case "tools/list" -> list("tools", catalog.tools().stream().map(Tool::json));
                    case "tools/call" -> called(params, call);
                    case "resources/list" -> list("resources", resources(false));
                    case "resources/templates/list" -> list("resourceTemplates", resources(true));
                    case "resources/read" -> read(params.path("uri").asString(""));
                    case "prompts/list" ->
                        list("prompts", catalog.prompts().stream().map(Prompt::json));
                    case "prompts/get" -> prompt(params);
                    default -> null;
                });
    }

    ObjectNode serverInfo() {
        return Json.object()
                .put("name", catalog.name())
                .put("title", catalog.title())
                .put("version", catalog.version());
    }

    private ObjectNode about() {
        ObjectNode about = Json.object().put("instructions", catalog.instructions());
        ObjectNode capabilities = about.putObject("capabilities");
        List.of("tools", "resources", "prompts").forEach(capabilities::putObject);
        about.set("serverInfo", serverInfo());
        return about;
    }

    private ObjectNode discovered() {
        ObjectNode about = about();
        about.remove("serverInfo");
        about.putArray("supportedVersions").add(Revision.NEWEST);
        return about;
    }

    private static ObjectNode list(String name, Stream<ObjectNode> entries) {
        ObjectNode result = Json.object();
        entries.forEach(result.putArray(name)::add);
        return result;
    }

    private static <T> T named(JsonNode params, List<T> all, Function<T, String> names, String what) {
        String name = params.path("name").asString("");
        return all.stream()
                .filter(each -> names.apply(each).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.input("there is no " + what + " '" + name + "'"));
    }

    private ObjectNode called(JsonNode params, Call call) {
        Tool tool = named(params, catalog.tools(), Tool::name, "tool");
        JsonNode given = params.path("arguments").isObject() ? params.path("arguments") : Json.object();
        try {
            String known = tool.arguments().path("properties").propertyNames().toString();
            Problem.throwAny(tool.errorsIn(given), tool.name() + " takes these arguments: " + known);
            return tool.work().call(given, call).json();
        } catch (Exception e) {
            // A model reads this, where it would never see an error of the protocol.
            return Answer.error(Problem.of(e)).json();
        }
    }

    private Stream<ObjectNode> resources(boolean templates) {
        return catalog.resources().stream()
                .filter(each -> each.isTemplate() == templates)
                .map(Resource::json);
    }

    private ObjectNode read(String uri) throws Exception {
        for (Resource resource : catalog.resources()) {
            Optional<String> name = resource.match(uri);
            if (name.isPresent()) {
                ObjectNode result = Json.object();
                ObjectNode content = result.putArray("contents").addObject().put("uri", uri);
                content.put("mimeType", resource.mimeType());
                byte[] bytes = resource.reader().read(name.get());
                if (resource.mimeType().startsWith("image/")) {
                    content.put("blob", Base64.getEncoder().encodeToString(bytes));
                } else {
                    content.put("text", new String(bytes, StandardCharsets.UTF_8));
                }
                return result;
            }
        }
        throw Problem.input("there is no resource '" + uri + "'");
    }

    private ObjectNode prompt(JsonNode params) throws Exception {
        Prompt prompt = named(params, catalog.prompts(), Prompt::name, "prompt");
        Map<String, String> given = new LinkedHashMap<>();
        params.path("arguments")
                .properties()
                .forEach(one -> given.put(one.getKey(), one.getValue().asString("")));
        List<String> missing = prompt.arguments().keySet().stream()
                .filter(needed -> !given.containsKey(needed))
                .map(needed -> "the prompt '" + prompt.name() + "' needs the argument '" + needed + "'")
                .toList();
        Problem.throwAny(missing, "");
        ObjectNode result = Json.object().put("description", prompt.description());
        result.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", prompt.writer().write(given));
        return result;
    }
}
