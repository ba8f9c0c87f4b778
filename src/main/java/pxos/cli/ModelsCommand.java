package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.model.lm.LmSettings;
import pxos.model.lm.LmStudioClient;
import pxos.model.lm.ModelInfo;
import pxos.model.lm.Progress;

/** Lists the models of a server. */
@Command(name = "models", description = "List the models that LM Studio (or another server) has.")
final class ModelsCommand extends Subcommand {

    private static final String ROW = "%-44s %-10s %-10s %s%n";

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            defaultValue = LmSettings.DEFAULT_URL,
            description = "An OpenAI-compatible server (default: ${DEFAULT-VALUE}).")
    private String url;

    @Override
    public Integer call() {
        List<ModelInfo> models = models();
        out().printf(ROW, "model", "type", "state", "context");
        for (ModelInfo model : models) {
            out().printf(
                            ROW,
                            model.title(),
                            model.type().isEmpty() ? "?" : model.type(),
                            model.loaded() ? "loaded" : "not loaded",
                            context(model));
        }
        return 0;
    }

    private List<ModelInfo> models() {
        // Listing asks nothing of a model, so there is no schema to send.
        try (LmStudioClient client = new LmStudioClient(LmSettings.of(url, ""), null, Progress.SILENT)) {
            return client.models();
        }
    }

    private static String context(ModelInfo model) {
        if (model.contextTokens() > 0) {
            return model.contextTokens() + " tokens";
        }
        return model.maxContextTokens() > 0 ? "up to " + model.maxContextTokens() + " tokens" : "?";
    }
}
