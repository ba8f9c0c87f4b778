package pxos.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.model.lm.Llm;
import pxos.pipeline.RunRequest;
import pxos.workbench.Settings;

/** Who plans and writes the code, and how often each is asked. */
final class AuthorOptions {

    private static final int MAX_ATTEMPTS = 20;
    private static final int MAX_CANDIDATES = 64;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--llm",
            paramLabel = "WHICH",
            description = "Who is asked to write: ${COMPLETION-CANDIDATES}"
                    + " (default: the setting llm, else auto: LM Studio when it answers, else recipes).")
    private Llm llm;

    @Mixin
    private ServerOption server;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The model to ask (default: the setting model); given several times, the best verified answer of"
                            + " all is taken.")
    private final List<String> models = new ArrayList<>();

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "1",
            description = "Answers to ask each model for at a time (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often to ask for a feature; each answer learns from the one before (default:"
                    + " ${DEFAULT-VALUE}).")
    private int attempts;

    /** @throws ParameterException where an option is out of its range */
    void check() {
        Subcommand.requireInRange(spec, "--attempts", attempts, 1, MAX_ATTEMPTS);
        Subcommand.requireInRange(spec, "--candidates", candidates, 1, MAX_CANDIDATES);
    }

    /** @param settings what holds where an option is not given */
    RunRequest.Authors of(Settings settings) {
        String model = settings.get(Settings.Key.MODEL);
        return new RunRequest.Authors(
                llm == null ? settings.llm() : llm,
                server.of(() -> settings),
                models.isEmpty() && !model.isEmpty() ? List.of(model) : models,
                attempts,
                candidates);
    }
}
