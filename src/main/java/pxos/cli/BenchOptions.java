package pxos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pxos.bench.Coder;
import pxos.bench.Setup;
import pxos.pipeline.Floor;

/** Who is measured, and how. */
final class BenchOptions {

    private static final String RECIPES = "recipes";
    private static final int MAX_ATTEMPTS = 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "A model to measure, as the server names it; recipes count as one (default: recipes)."
                    + " Give it several times for several models.")
    private final List<String> models = new ArrayList<>();

    @Option(
            names = "--provider",
            paramLabel = "URL",
            description = "An OpenAI-compatible server to ask for each model (default: the setting lm_url). Give it"
                    + " several times for several servers.")
    private final List<String> providers = new ArrayList<>();

    @Option(
            names = "--answers",
            paramLabel = "DIR",
            description = "Measure the answers in this folder: GOAL.json, and GOAL.2.json for a second attempt.")
    private final List<Path> answers = new ArrayList<>();

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Code attempts for a goal (default: ${DEFAULT-VALUE}).")
    private int attempts;

    @Option(
            names = "--minutes-per-goal",
            paramLabel = "N",
            description = "Stop asking for a goal after N minutes; it then counts as not reached (default: no limit).")
    private int minutesPerGoal;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed that models are asked with (default: ${DEFAULT-VALUE}).")
    private int seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.2",
            description = "How freely models answer, 0 to 2 (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--floor",
            paramLabel = "WHICH",
            defaultValue = "strict",
            description =
                    "How strong a model's own tests must be: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Floor floor;

    /** @throws ParameterException where an option is out of its range */
    void check() {
        refuseIf(attempts < 1 || attempts > MAX_ATTEMPTS, "--attempts is a number from 1 to " + MAX_ATTEMPTS + ".");
        refuseIf(minutesPerGoal < 0, "--minutes-per-goal is 0 or more.");
        refuseIf(seed < 0, "--seed is 0 or more.");
        refuseIf(!(temperature >= 0 && temperature <= 2), "--temperature is a number from 0 to 2.");
        for (Path folder : answers) {
            refuseIf(!Files.isDirectory(folder), "There is no folder " + folder + ".");
        }
    }

    private void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    Setup setup() {
        return new Setup(seed, temperature, attempts, Duration.ofMinutes(minutesPerGoal), floor);
    }

    /** @param preset the server that is asked where none was given */
    List<Coder> candidates(Supplier<String> preset) {
        List<Coder> all = new ArrayList<>();
        if (models.contains(RECIPES) || models.isEmpty() && answers.isEmpty() && providers.isEmpty()) {
            all.add(new Coder.Recipes());
        }
        List<String> served = new ArrayList<>(models);
        served.removeIf(RECIPES::equals);
        if (models.isEmpty() && !providers.isEmpty()) {
            served.add("");
        }
        if (!served.isEmpty()) {
            List<String> urls = providers.isEmpty() ? List.of(preset.get()) : providers;
            served.forEach(model -> urls.forEach(url -> all.add(new Coder.Served(model, url))));
        }
        answers.forEach(folder -> all.add(new Coder.Answers(folder)));
        return all.stream().distinct().toList();
    }
}
