package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pxos.model.lm.LanguageModels;
import pxos.model.lm.ModelInfo;
import pxos.workbench.Settings;

/** Lists the models of a server. */
@Command(name = "models", description = "List the models that LM Studio (or another server) has.")
final class ModelsCommand extends Subcommand {

    private static final String ROW = "%-44s %-10s %-10s %s%n";

    @Mixin
    private ServerOption server;

    @Override
    public Integer call() {
        String url = server.of(() -> Settings.of(environment(), workspace()));
        List<ModelInfo> models = LanguageModels.listed(url);
        if (json()) {
            writeJson(new Listed(url, models));
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
