package pxos.model.lm;

import java.util.List;
import java.util.Optional;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The models that a server lists.
 *
 * <p>Sources: LM Studio's REST API ({@code /api/v0/models} since 0.3.6, {@code /api/v1/models} since 0.4.0) and the
 * OpenAI-compatible {@code /v1/models}, where llama.cpp's server adds {@code meta} with the context in use.
 *
 * @param models in the server's order
 */
record ModelCatalog(List<ModelInfo> models) implements HttpWire.Outcome {

    /** Where to look, the most telling one first. */
    private static final List<String> PATHS = List.of("/api/v0/models", "/api/v1/models", "/v1/models");

    private static final int MAX_MODELS = 1000;

    ModelCatalog {
        models = List.copyOf(models);
    }

    @Override
    public ModelCatalog redacted(ApiToken token) {
        return new ModelCatalog(
                models.stream().map(model -> model.redacted(token)).toList());
    }

    /** Asks a server; a fault is the last path's. */
    static HttpWire.Outcome of(HttpWire wire) {
        HttpWire.Outcome outcome = null;
        for (String path : PATHS) {
            outcome = wire.get(path, body -> read(HttpWire.document(body)));
            if (!(outcome instanceof ServerFault fault) || !mayDifferElsewhere(fault.kind())) {
                break;
            }
        }
        return outcome;
    }

    private static boolean mayDifferElsewhere(ServerFault.Kind kind) {
        return kind.isAnswer() && kind != ServerFault.Kind.UNAUTHORISED && kind != ServerFault.Kind.REDIRECT;
    }

    private static HttpWire.Outcome read(String body) {
        JsonNode document = Json.object(body).orElse(Json.object());
        JsonNode list = document.path("data").isArray() ? document.path("data") : document.path("models");
        if (!list.isArray()) {
            return ServerFault.of(ServerFault.Kind.FOREIGN, "no list of models but: " + AnswerReader.excerpt(body));
        }
        return new ModelCatalog(list.valueStream()
                .map(ModelCatalog::model)
                .filter(model -> !model.name().isBlank())
                .limit(MAX_MODELS)
                .toList());
    }

    private static ModelInfo model(JsonNode entry) {
        JsonNode instances = entry.path("loaded_instances");
        String state = entry.path("state").stringValue("");
        boolean loaded = instances.isArray() ? !instances.isEmpty() : state.isEmpty() || state.equals("loaded");
        return new ModelInfo(
                entry.path(entry.has("id") ? "id" : "key").stringValue(""),
                entry.path("type").stringValue(""),
                loaded,
                instances.isArray()
                        ? AnswerReader.countIn(instances.path(0).path("config"), "context_length")
                        : either(entry, "loaded_context_length", "n_ctx"),
                either(entry, "max_context_length", "n_ctx_train"));
    }

    /** A count of LM Studio's, or llama.cpp's in its {@code meta}; 0 for none. */
    private static int either(JsonNode entry, String name, String meta) {
        int count = AnswerReader.countIn(entry, name);
        return count > 0 ? count : AnswerReader.countIn(entry.path("meta"), meta);
    }

    /**
     * The model to ask: the wanted one, else a loaded one that writes text, else the first that does.
     *
     * @param wanted its name, in any case; empty for none. One that is not listed is taken as it is,
     *     for servers know aliases that they do not list
     */
    Optional<ModelInfo> choose(String wanted) {
        if (!wanted.isEmpty()) {
            return Optional.of(models.stream()
                    .filter(model -> model.name().equalsIgnoreCase(wanted)
                            || model.title().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElse(new ModelInfo(wanted, "", true, 0, 0)));
        }
        List<ModelInfo> generative =
                models.stream().filter(ModelInfo::isGenerative).toList();
        return generative.stream()
                .filter(ModelInfo::loaded)
                .findFirst()
                .or(() -> generative.stream().findFirst());
    }
}
