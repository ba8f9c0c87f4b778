package pxos.mcp;

import java.util.List;
import java.util.Set;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The revisions of the protocol. Until 2025-11-25 a client says in {@code initialize} which one it speaks. In 2026-07-28 each
 * request says it by itself, and each result says more.
 */
final class Revision {

    static final String NEWEST = "2026-07-28";

    private static final List<String> WITH_HANDSHAKE = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final String META = "io.modelcontextprotocol/";

    /** Results that a client may keep; ours change with every run. */
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "prompts/list");

    private Revision() {}

    /** What is spoken with a client that asks for {@code wanted}: that, or the newest that begins with a handshake. */
    static String agreed(String wanted) {
        return WITH_HANDSHAKE.contains(wanted) ? wanted : WITH_HANDSHAKE.get(0);
    }

    /** The revision that a request names by itself; empty where it names none. */
    static String in(JsonNode params) {
        return params.path("_meta").path(META + "protocolVersion").asString("");
    }

    /** The name of the client that a request gives by itself; empty where it gives none. */
    static String clientIn(JsonNode params) {
        return params.path("_meta").path(META + "clientInfo").path("name").asString("");
    }

    /** A result as the newest revision wants it. */
    static ObjectNode completed(String method, ObjectNode result, ObjectNode serverInfo) {
        result.put("resultType", "complete");
        if (CACHEABLE.contains(method)) {
            result.put("ttlMs", 0).put("cacheScope", "private");
        }
        result.putObject("_meta").set(META + "serverInfo", serverInfo);
        return result;
    }

    /** What is said to a client that names a revision which is not spoken here. */
    static ObjectNode unsupported(String requested) {
        ObjectNode data = Json.object().put("requested", requested);
        data.putArray("supported").add(NEWEST);
        return data;
    }
}
