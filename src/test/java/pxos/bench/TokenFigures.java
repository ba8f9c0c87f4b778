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

    /** @param workspace one where features were built and verified; more are built in it */
    void print(Path workspace) throws Exception {
        for (String goal : MORE_GOALS) {
            program.script(workspace, "--llm", "recipes", "--goal", goal).succeeded();
        }
        Map<String, Integer> bytes = new TreeMap<>();
        for (Path result : Program.runFiles(workspace, "result.json")) {
            for (JsonNode feature : read(result).path("features")) {
                bytes.put(feature.path("name").asString(), feature.path("bytes").asInt());
            }
        }
        table.heading("Tokens of an answer, by USE and ASM (target: a tenth of " + TOKENS_PER_RAW_BYTE + " a byte)");
        int tokens = 0;
        int raw = 0;
        for (Path attempt : Program.runFiles(workspace, "-1.json")) {
            JsonNode answer = read(attempt);
            String name = answer.path("feature").asString();
            if (bytes.containsKey(name)) {
                int count = TokenCount.of(answer.path("answer").asString());
                int rawCount = bytes.get(name) * TOKENS_PER_RAW_BYTE;
                table.row(
                        String.format("  %-18s %4d bytes, raw %6d tokens", name, bytes.get(name), rawCount), count, "");
                tokens += count;
                raw += rawCount;
            }
        }
        table.atMost("all features", tokens, raw / 10, "");
    }

    private JsonNode read(Path file) throws IOException {
        return json.readTree(Files.readString(file));
    }
}
