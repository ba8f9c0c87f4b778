package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pxos.lm.TokenCount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of the answers that made verified features, beside what the same bytes would take as raw WRITE bytes. */
final class TokenFigures {

    /** What a byte costs as {@code {"type":"WRITE",…}}, about. */
    private static final int TOKENS_PER_RAW_BYTE = 40;

    private static final List<String> MORE_GOALS = List.of(
            "Update hello message", "Add echo command", "Add mem command", "Add date command", "Add beep command");

    private final JsonMapper json = JsonMapper.shared();
    private final Program program;
    private final Table table;

    TokenFigures(Program program, Table table) {
        this.program = program;
        this.table = table;
    }

    /** @param built a workspace where features were built and verified; others are built in another one */
    void print(Path built) throws Exception {
        Path more = program.newWorkspace();
        for (String goal : MORE_GOALS) {
            program.script(more, "--llm", "recipes", "--goal", goal).succeeded();
        }
        table.heading("Tokens of an answer, by USE and ASM (target: a tenth of " + TOKENS_PER_RAW_BYTE + " a byte)");
        Map<String, Integer> bytes = bytes(built);
        Map<String, String> answers = answers(built);
        bytes.putAll(bytes(more));
        answers.putAll(answers(more));
        int tokens = 0;
        int raw = 0;
        for (Map.Entry<String, Integer> feature : bytes.entrySet()) {
            int count = TokenCount.of(answers.get(feature.getKey()));
            int rawCount = feature.getValue() * TOKENS_PER_RAW_BYTE;
            table.row(
                    String.format("  %-18s %4d bytes, raw %6d tokens", feature.getKey(), feature.getValue(), rawCount),
                    count,
                    "");
            tokens += count;
            raw += rawCount;
        }
        table.atMost("all features", tokens, raw / 10.0, "");
    }

    private Map<String, Integer> bytes(Path workspace) throws IOException {
        Map<String, Integer> bytes = new TreeMap<>();
        for (Path result : Program.runFiles(workspace, "result.json")) {
            for (JsonNode feature : read(result).path("features")) {
                bytes.put(feature.path("name").asString(), feature.path("bytes").asInt());
            }
        }
        return bytes;
    }

    /** All answers that a feature took, rejected ones included. */
    private Map<String, String> answers(Path workspace) throws IOException {
        Map<String, String> answers = new TreeMap<>();
        for (Path attempt : Program.runFiles(workspace, "attempt-")) {
            JsonNode node = read(attempt);
            for (JsonNode reply : node.path("replies")) {
                answers.merge(
                        node.path("feature").asString(), reply.path("answer").asString(), String::concat);
            }
        }
        return answers;
    }

    private JsonNode read(Path file) throws IOException {
        return json.readTree(Files.readString(file));
    }
}
