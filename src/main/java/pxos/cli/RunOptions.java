package pxos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import pxos.pipeline.RunRequest;
import pxos.proof.DriveKind;

/** The options of a run. They are described in code: to read them from annotations takes a twentieth of a short run. */
final class RunOptions {

    private final OptionSpec goal =
            value("WORDS", String.class, "What pxOS is to be able to do, in words.", "-g", "--goal");
    private final OptionSpec auto = flag("Build the next incomplete milestone of the roadmap.", "--auto");
    private final OptionSpec until =
            value("MILESTONE", String.class, "With --auto: build every milestone up to this one.", "--until");
    private final OptionSpec noTest = flag("Do not boot the result; nothing is then called verified.", "--no-test");
    private final OptionSpec llm = withDefault(
            "auto",
            value(
                    "WHICH",
                    LlmChoice.class,
                    "Who writes the code: ${COMPLETION-CANDIDATES} (default: auto: LM Studio when it answers, else recipes).",
                    "--llm"));
    private final OptionSpec lmStudioUrl = withDefault(
            "http://localhost:1234/v1",
            value("URL", String.class, "An OpenAI-compatible server (default: ${DEFAULT-VALUE}).", "--lm-studio-url"));
    private final OptionSpec models = OptionSpec.builder("--model")
            .paramLabel("NAME")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("The model to ask; given several times, the best verified answer of all is taken.")
            .build();
    private final OptionSpec candidates = withDefault(
            "1",
            value(
                    "N",
                    int.class,
                    "Answers to ask each model for at a time (default: ${DEFAULT-VALUE}).",
                    "--candidates"));
    private final OptionSpec attempts = withDefault(
            "3",
            value(
                    "N",
                    int.class,
                    "Code attempts for a feature; each learns from the one before (default: ${DEFAULT-VALUE}).",
                    "--attempts"));
    private final OptionSpec dryRun = flag("Show the prompts that would be sent, and send nothing.", "--dry-run");
    private final OptionSpec contextTokens = withDefault(
            "4096",
            value(
                    "TOKENS",
                    int.class,
                    "With --dry-run: the context window to write for (default: ${DEFAULT-VALUE}).",
                    "--context"));
    private final OptionSpec allowBootEdit =
            flag("Let generated code change the boot sector (never its signature).", "--allow-boot-edit");
    private final OptionSpec drive = withDefault(
            "IDE",
            value(
                    "KIND",
                    DriveKind.class,
                    "The drive to boot from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
                    "--drive"));
    private final OptionSpec timeoutSeconds = withDefault(
            "300",
            value(
                    "SECONDS",
                    int.class,
                    "How long the tests of one image may take (default: ${DEFAULT-VALUE}).",
                    "--timeout"));
    private final OptionSpec machine = flag("Write exactly one JSON document to stdout, for programs.", "--machine");

    private static OptionSpec value(String label, Class<?> type, String description, String... names) {
        return OptionSpec.builder(names)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    private static OptionSpec withDefault(String value, OptionSpec option) {
        return option.toBuilder().defaultValue(value).build();
    }

    private static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .initialValue(false)
                .description(description)
                .build();
    }

    /** Lets the command take these options, in the order of its help. */
    void addTo(CommandSpec command) {
        List.of(
                        goal,
                        auto,
                        until,
                        noTest,
                        llm,
                        lmStudioUrl,
                        models,
                        candidates,
                        attempts,
                        dryRun,
                        contextTokens,
                        allowBootEdit,
                        drive,
                        timeoutSeconds,
                        machine)
                .forEach(command::addOption);
    }

    /** As it was given; null where it was not. */
    String goal() {
        return goal.getValue();
    }

    LlmChoice llm() {
        return llm.getValue();
    }

    String lmStudioUrl() {
        return lmStudioUrl.getValue();
    }

    List<String> models() {
        List<String> names = models.getValue();
        return names == null ? List.of() : names;
    }

    int candidates() {
        return candidates.getValue();
    }

    int attempts() {
        return attempts.getValue();
    }

    boolean dryRun() {
        return dryRun.getValue();
    }

    int contextTokens() {
        return contextTokens.getValue();
    }

    DriveKind drive() {
        return drive.getValue();
    }

    int timeoutSeconds() {
        return timeoutSeconds.getValue();
    }

    boolean machine() {
        return machine.getValue();
    }

    RunRequest request() {
        return new RunRequest(
                goal() == null ? "" : goal().strip(),
                auto.<Boolean>getValue(),
                until.getValue() == null ? "" : until.getValue(),
                !noTest.<Boolean>getValue(),
                allowBootEdit.<Boolean>getValue(),
                attempts(),
                candidates(),
                Duration.ofSeconds(timeoutSeconds()),
                drive());
    }

    /** Where to work; every subcommand inherits these, and they may stand before or after its name. */
    static final class Where {

        private final OptionSpec workspace = inherited(value(
                "DIR",
                Path.class,
                "The folder with the pxOS to work on (default: this folder, else the one of this program).",
                "-w",
                "--workspace"));
        private final OptionSpec verbose =
                inherited(flag("Say more about what happens, on stderr.", "-v", "--verbose"));

        private static OptionSpec inherited(OptionSpec option) {
            return option.toBuilder().scopeType(ScopeType.INHERIT).build();
        }

        void addTo(CommandSpec command) {
            command.addOption(workspace);
            command.addOption(verbose);
        }

        /** As it was given; null where it was not. */
        Path workspace() {
            return workspace.getValue();
        }

        boolean verbose() {
            return verbose.getValue();
        }
    }
}
