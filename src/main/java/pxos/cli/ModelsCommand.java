package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.model.lm.LanguageModels;
import pxos.model.lm.LmSettings;
import pxos.model.lm.ModelInfo;
import pxos.workbench.Settings;

/** Lists the models of a server. */
@Command(name = "models", description = "List the models that LM Studio (or another server) has.")
final class ModelsCommand extends Subcommand {

    private static final String ROW = "%-44s %-10s %-10s %s%n";

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            // In two lines, since the address would be broken behind its colon.
            description = {
                "An OpenAI-compatible server (default: the setting lm_url, else",
                LmSettings.DEFAULT_URL + ")."
            })
    private String url;

    @Override
    public Integer call() {
        String server = url == null ? Settings.of(environment(), workspace()).get(Settings.Key.LM_URL) : url;
        List<ModelInfo> models = LanguageModels.listed(server);
        if (json()) {
            writeJson(new Listed(server, models));
            return 0;
        }
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

    /** What programs get. */
    private record Listed(String url, List<ModelInfo> models) {}

    private static String context(ModelInfo model) {
        if (model.contextTokens() > 0) {
            return model.contextTokens() + " tokens";
        }
        return model.maxContextTokens() > 0 ? "up to " + model.maxContextTokens() + " tokens" : "?";
    }
}
