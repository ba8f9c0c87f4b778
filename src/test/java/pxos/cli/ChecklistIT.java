package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;

/** Two goals, each built by a model, seen in QEMU, logged, and remembered by the next. */
class ChecklistIT {

    @TempDir
    private Path folder;

    @Test
    void worksWithAServerThatStandsInForLmStudio() throws Exception {
        Cli cli = Cli.in(folder);
        List<Long> networkSizes = new ArrayList<>();
        try (StandInServer server = StandInServer.answering("""
                {"feature": "hash", "summary": "The key # prints two of them", "steps": ["hook on_key"]}""", """
                {"feature": "hash",
                 "primitives": [
                   {"type": "DEFINE", "label": "run"},
                   {"type": "WRITE", "bytes": "3C 23 75 s:pass B0 2B", "comment": "cmp al, '#'; jne pass; mov al, '+'"},
                   {"type": "CALL", "label": "putc"},
                   {"type": "WRITE", "bytes": "B0 23", "comment": "mov al, '#'"},
                   {"type": "DEFINE", "label": "pass"},
                   {"type": "WRITE", "bytes": "F8 C3", "comment": "clc; ret"},
                   {"type": "HOOK", "vector": "on_key", "label": "run"}],
                 "tests": [{"name": "a plus before the hash", "steps": [{"keys": "a#", "expect": ["contains \\"a+#\\""]}]}]}""", """
                {"feature": "star", "summary": "The key * prints two of them", "steps": ["hook on_key"]}""", """
                {"feature": "star",
                 "primitives": [
                   {"type": "DEFINE", "label": "run"},
                   {"type": "WRITE", "bytes": "3C 2A 75 s:pass B0 2B", "comment": "cmp al, '*'; jne pass; mov al, '+'"},
                   {"type": "CALL", "label": "putc"},
                   {"type": "DEFINE", "label": "pass"},
                   {"type": "WRITE", "bytes": "F8 C3", "comment": "clc; ret"},
                   {"type": "HOOK", "vector": "on_key", "label": "run"}],
                 "tests": [{"name": "a plus before the star", "steps": [{"keys": "a*", "expect": ["contains \\"a+*\\""]}]}]}""")) {
            Cli.Result first =
                    goal(cli, networkSizes, "Print a plus before each hash", "--lm-studio-url", server.url());
            assertThat(first.json().at("/generator").asString()).contains("stand-in");
            goal(cli, networkSizes, "Print a plus before each star", "--lm-studio-url", server.url());
            String lastPrompt = server.asked().get(server.asked().size() - 1).prompt();
            assertThat(lastPrompt).contains("Print a plus before each hash");
        }
        assertThat(networkSizes).isSorted().doesNotHaveDuplicates();
    }

    /** Runs one goal, and checks what every successful run has to leave behind. */
    private static Cli.Result goal(Cli cli, List<Long> networkSizes, String goal, String... options) throws Exception {
        String sourceBefore = Files.readString(cli.workspace().source());
        byte[] imageBefore = Files.readAllBytes(cli.workspace().image());
        List<String> args = new ArrayList<>(List.of("--machine", "--goal", goal));
        args.addAll(List.of(options));
        Cli.Result result = cli.run(args.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.at("/success").asBoolean()).isTrue();
        assertThat(json.at("/test_result/verdict").asString()).startsWith("PASS");
        assertThat(writes(Files.readString(cli.workspace().source()))).isGreaterThan(writes(sourceBefore));
        assertThat(Files.readAllBytes(cli.workspace().image())).isNotEqualTo(imageBefore);
        assertThat(cli.workspace().report())
                .content()
                .contains(json.at("/run_id").asString());
        networkSizes.add(Files.size(cli.workspace().network()));
        return result;
    }

    private static long writes(String source) {
        return source.lines().filter(line -> line.startsWith("WRITE ")).count();
    }
}
