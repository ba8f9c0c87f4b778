package pxos.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pxos.model.lm.LmSettings;
import pxos.model.lm.LmStudioClient;
import pxos.model.lm.ModelInfo;
import pxos.model.lm.Progress;

/** Lists the models of a server. */
@Command(name = "models", description = "List the models that LM Studio (or another server) has.")
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            defaultValue = LmSettings.DEFAULT_URL,
            description = "An OpenAI-compatible server (default: ${DEFAULT-VALUE}).")
    private String url;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<ModelInfo> models = models();
        out.printf("%-44s %-10s %-10s %s%n", "model", "type", "state", "context");
        for (ModelInfo model : models) {
            out.printf(
                    "%-44s %-10s %-10s %s%n",
                    model.name(),
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
