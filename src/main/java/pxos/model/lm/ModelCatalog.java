package pxos.model.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;

/**
 * The models that a server lists.
 *
 * <p>Sources: LM Studio's REST API ({@code /api/v0/models} since 0.3.6, {@code /api/v1/models} since 0.4.0) and the
 * OpenAI-compatible {@code /v1/models}, which tells names only.
 *
 * @param models in the server's order
 */
record ModelCatalog(List<ModelInfo> models) {

    /** What LM Studio loads a model with unless told otherwise. */
    static final int DEFAULT_CONTEXT_TOKENS = PromptWriter.DEFAULT_CONTEXT_TOKENS;

    /** Where to look, the most telling one first. */
    static final List<String> PATHS = List.of("/api/v0/models", "/api/v1/models", "/v1/models");

    private static final int MAX_MODELS = 1000;

    ModelCatalog {
        models = List.copyOf(models);
    }

    /** Reads any of the three lists; empty where the document is none of them. */
    static Optional<ModelCatalog> of(JsonNode document) {
        JsonNode list = document.path("data").isArray() ? document.path("data") : document.path("models");
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<ModelInfo> found = new ArrayList<>();
        for (JsonNode entry : list) {
            String name = AnswerReader.textOf(entry, entry.has("id") ? "id" : "key");
            if (!name.isBlank() && found.size() < MAX_MODELS) {
                found.add(read(name, entry));
            }
        }
        return Optional.of(new ModelCatalog(found));
    }

    private static ModelInfo read(String name, JsonNode entry) {
        JsonNode instances = entry.path("loaded_instances");
        String state = AnswerReader.textOf(entry, "state");
        boolean loaded = instances.isArray() ? !instances.isEmpty() : state.isEmpty() || state.equals("loaded");
        int loadedContext = instances.isArray()
                ? AnswerReader.countIn(instances.path(0).path("config"), "context_length")
                : AnswerReader.countIn(entry, "loaded_context_length");
        return new ModelInfo(
                name,
                AnswerReader.textOf(entry, "type"),
                loaded,
                loadedContext,
                AnswerReader.countIn(entry, "max_context_length"));
    }

    /**
     * The model to ask: the wanted one, else a loaded one that writes text, else the first that does.
     *
     * @param wanted name or the end of a name, in any case; empty for none. One that is not listed is taken as it is,
     *     for servers know aliases that they do not list
     */
    Optional<ModelInfo> choose(String wanted) {
        if (!wanted.isEmpty()) {
            return Optional.of(models.stream()
                    .filter(model -> model.name().equalsIgnoreCase(wanted))
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
