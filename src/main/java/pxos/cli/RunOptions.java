package pxos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import pxos.pipeline.RunRequest;
import pxos.qemu.DriveKind;

/** The options of a run. */
final class RunOptions {

    @Option(
            names = {"-g", "--goal"},
            paramLabel = "WORDS",
            description = "What pxOS is to be able to do, in words.")
    String goal;

    @Option(names = "--auto", description = "Build the next incomplete milestone of the roadmap.")
    boolean auto;

    @Option(
            names = "--until",
            paramLabel = "MILESTONE",
            defaultValue = "",
            description = "With --auto: build every milestone up to this one.")
    String until;

    @Option(names = "--no-test", description = "Do not boot the result; nothing is then called verified.")
    boolean noTest;

    @Option(
            names = "--llm",
            paramLabel = "WHICH",
            defaultValue = "auto",
            description =
                    "Who writes the code: ${COMPLETION-CANDIDATES} (default: auto: LM Studio when it answers, else recipes).")
    LlmChoice llm;

    @Option(
            names = "--lm-studio-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:1234/v1",
            description = "An OpenAI-compatible server (default: ${DEFAULT-VALUE}).")
    String lmStudioUrl;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model to ask; given several times, the best verified answer of all is taken.")
    List<String> models = List.of();

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "1",
            description = "Answers to ask each model for at a time (default: ${DEFAULT-VALUE}).")
    int candidates;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Code attempts for a feature; each learns from the one before (default: ${DEFAULT-VALUE}).")
    int attempts;

    @Option(names = "--dry-run", description = "Show the prompts that would be sent, and send nothing.")
    boolean dryRun;

    @Option(
            names = "--context",
            paramLabel = "TOKENS",
            defaultValue = "4096",
            description = "With --dry-run: the context window to write for (default: ${DEFAULT-VALUE}).")
    int contextTokens;

    @Option(
            names = "--allow-boot-edit",
            description = "Let generated code change the boot sector (never its signature).")
    boolean allowBootEdit;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            defaultValue = "IDE",
            description = "The drive to boot from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    DriveKind drive;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long the tests of one image may take (default: ${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Option(names = "--machine", description = "Write exactly one JSON document to stdout, for programs.")
    boolean machine;

    RunRequest request() {
        return new RunRequest(
                goal == null ? "" : goal.strip(),
                auto,
                until,
                !noTest,
                allowBootEdit,
                attempts,
                candidates,
                Duration.ofSeconds(timeoutSeconds),
                drive);
    }

    /** Where to work; every subcommand inherits these, and they may stand before or after its name. */
    static final class Where {
        @Option(
                names = {"-w", "--workspace"},
                scope = ScopeType.INHERIT,
                paramLabel = "DIR",
                description =
                        "The folder with the pxOS to work on (default: this folder, else the one of this program).")
        Path workspace;

        @Option(
                names = {"-v", "--verbose"},
                scope = ScopeType.INHERIT,
                description = "Say more about what happens, on stderr.")
        boolean verbose;
    }
}
