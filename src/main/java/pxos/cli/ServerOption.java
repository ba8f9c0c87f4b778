package pxos.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Option;
import pxos.model.lm.LmSettings;
import pxos.workbench.Settings;

/** Where language models are. */
final class ServerOption {

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            // In two lines, since the address would be broken after its colon.
            description = {
                "An OpenAI-compatible server (default: the setting lm_url, else",
                LmSettings.DEFAULT_URL + ")."
            })
    private String url;

    /** @param settings what holds where the option is not given */
    String of(Supplier<Settings> settings) {
        return url == null ? settings.get().get(Settings.Key.LM_URL) : url;
    }
}
