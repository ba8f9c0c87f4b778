package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that nobody gets is an error. */
class LostOutputIT {

    @TempDir
    private Path folder;

    private Cli.Result written(String redirection, String... args) throws Exception {
        Cli cli = Cli.in(folder);
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--workspace";
        all[args.length + 1] = cli.workspace().root().toString();
        try (CliProcess run = CliProcess.start(List.of("sh", "-c", "\"$@\" " + redirection, "sh"), line -> {}, all)) {
            return run.result();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--machine --llm recipes --no-test --goal help",
                "network export",
                "milestones",
                "history --json",
                "--help"
            })
    void isAnErrorOnAFullDevice(String command) throws Exception {
        Cli.Result result = written("> /dev/full", command.split(" "));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("error: the output could not be written: No space left on device");
    }

    /** Of a server, too: who cannot be told its address cannot open it, and an answer that is lost was not given. */
    @ParameterizedTest
    @ValueSource(strings = {"page --serve > /dev/full", "mcp < initialize > /dev/full"})
    void isAnErrorOfAServer(String command) throws Exception {
        Path question = Files.writeString(folder.resolve("initialize"), """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}}}
                """);
        String redirection = command.replaceFirst("^[^<>]*", "").replace("initialize", question.toString());
        Cli.Result result =
                written(redirection, command.replaceFirst(" [<>].*", "").split(" "));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("No space left on device");
    }

    @Test
    void isAnErrorWhereEventsAreLost() throws Exception {
        Cli.Result result = written("", "--llm", "recipes", "--no-test", "--goal", "help", "--events", "/dev/full");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("error: not all events could be written to /dev/full");
    }

    @Test
    void isNoErrorWhereTheReaderHasReadEnough() throws Exception {
        Cli.Result result = written("| true", "network", "export");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }
}
