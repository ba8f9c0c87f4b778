package pxos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.model.GivenAnswer;
import pxos.pipeline.RunRequest;

/** Builds and proves an answer that is there already. */
@Command(
        name = "build",
        description = {
            "Build a feature from an answer that is there already, and prove it: no model is asked.",
            "The answer is a document of schemas/ai_primitives.schema.json, or an attempt of an earlier run.",
        })
final class BuildCommand extends Subcommand implements GoalCommand {

    /** A thousand times an ordinary answer. */
    private static final int MAX_BYTES = 4 << 20;

    private static final String STDIN = "-";

    private final Console.MachineOutput output = new Console.MachineOutput();

    @Parameters(paramLabel = "ANSWER", description = "The file with the answer; - for stdin.")
    private String answer;

    @Option(
            names = {"-g", "--goal"},
            required = true,
            paramLabel = "WORDS",
            description = "What pxOS should be able to do, in words.")
    private String goal;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "answer",
            description = "Who is credited with the code (default: ${DEFAULT-VALUE}).")
    private String author;

    @Mixin
    private ProofOptions proof;

    @Override
    public Integer call() throws Exception {
        proof.checkGoal(goal);
        proof.check(json());
        RunRequest request = new RunRequest(
                workspace(),
                goal.strip(),
                false,
                "",
                RunRequest.Authors.of(new GivenAnswer(text(), author)),
                proof.testing(),
                proof.allowsBootEdit());
        return new RunCall(environment(), proof, shared(), out(), err(), json() ? output : null).run(request);
    }

    private String text() throws IOException {
        byte[] bytes = answer.equals(STDIN) ? System.in.readNBytes(MAX_BYTES + 1) : read(Path.of(answer));
        if (bytes.length > MAX_BYTES) {
            throw Problem.input("the answer has more than " + MAX_BYTES + " bytes", "Write a smaller feature.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] read(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(MAX_BYTES + 1);
        }
    }

    @Override
    public boolean machine() {
        return json();
    }

    @Override
    public String goal() {
        return goal;
    }

    @Override
    public Console.MachineOutput output() {
        return output;
    }
}
