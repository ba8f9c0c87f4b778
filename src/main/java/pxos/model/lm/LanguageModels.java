package pxos.model.lm;

import java.util.List;
import java.util.function.Function;
import pxos.Problem;

/**
 * Makes the language models of a run; who asks for one need not know its provider.
 *
 * @param schemas what their answers have to meet
 * @param progress who hears a model, by its name
 * @param known what earlier runs learnt of servers
 */
public record LanguageModels(Schemas schemas, Function<String, Progress> progress, KnownServers known) {

    /**
     * The models of one server, to be closed by who asked.
     *
     * @param llm who is asked
     * @param url where the server is
     * @param names the models; none leaves the choice to the server
     * @return none where nobody answers, or none is wanted. A provider that was named is not asked whether it answers
     */
    public List<LanguageModel> of(Llm llm, String url, List<String> names) {
        for (Llm provider : llm.providers()) {
            List<LanguageModel> models = (names.isEmpty() ? List.of("") : names)
                    .stream().map(name -> model(provider, url, name)).toList();
            if (llm == provider || models.get(0).isAnswering()) {
                return models;
            }
            models.forEach(LanguageModel::close);
        }
        return List.of();
    }

    private LanguageModel model(Llm provider, String url, String name) {
        return provider.client(LmSettings.of(url, name), schemas, progress.apply(name), known);
    }

    /** Whether a provider answers there. */
    public boolean areAnswering(String url) {
        List<LanguageModel> models = of(Llm.AUTO, url, List.of());
        models.forEach(LanguageModel::close);
        return !models.isEmpty();
    }

    /**
     * The models that a server lists, in its order.
     *
     * @throws Problem where nobody answers there
     */
    public static List<ModelInfo> listed(String url) {
        Problem problem = null;
        for (Llm provider : Llm.AUTO.providers()) {
            // Listing asks nothing of a model, so there is no schema to send.
            try (LanguageModel model =
                    provider.client(LmSettings.of(url, ""), null, Progress.SILENT, KnownServers.none())) {
                return model.models();
            } catch (Problem e) {
                problem = e;
            }
        }
        throw problem;
    }
}
