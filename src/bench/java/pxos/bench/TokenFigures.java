package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pxos.model.lm.AsmAnswers;
import pxos.model.lm.StandInServer;
import pxos.model.prompt.TokenCount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens of the answers that made verified features, beside what the same bytes would take as raw WRITE bytes: the goals
 * of the recipes as the recipes answer them, by USE, and as a model does that has no template for them, by ASM.
 */
final class TokenFigures {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** What a byte costs as {@code {"type":"WRITE",…}}, about. */
    private static final int TOKENS_PER_RAW_BYTE = 40;

    private final Program program;
    private final Table table;

    /** What was built from answers: bytes and answers, with those that were rejected, by feature. */
    private record Built(Map<String, Integer> bytes, Map<String, List<String>> answers) {

        int raw(String feature) {
            return bytes.get(feature) * TOKENS_PER_RAW_BYTE;
        }

        int raw() {
            return bytes.keySet().stream().mapToInt(this::raw).sum();
        }

        int tokens() {
            return answers.values().stream()
                    .flatMap(List::stream)
                    .mapToInt(TokenCount::of)
                    .sum();
        }

        /** Without tests, as raw bytes would be. */
        int codeTokens(String feature) {
            int tokens = 0;
            for (String answer : answers.get(feature)) {
                ObjectNode code = (ObjectNode) JSON.readTree(answer);
                code.remove("tests");
                tokens += TokenCount.of(code.toString());
            }
            return tokens;
        }

        int codeTokens() {
            return bytes.keySet().stream().mapToInt(this::codeTokens).sum();
        }
    }

    TokenFigures(Program program, Table table) {
        this.program = program;
        this.table = table;
    }

    /** Builds and verifies every goal of the recipes, twice, and prints what the answers took. */
    void print() throws Exception {
        Built use = build("--llm", "recipes");
        Built asm;
        try (StandInServer server = AsmAnswers.server()) {
            asm = build("--llm", "lm-studio", "--lm-studio-url", server.url());
        }
        table.heading("Tokens of an answer's code (target: a tenth of " + TOKENS_PER_RAW_BYTE + " a byte)");
        for (String feature : use.bytes().keySet()) {
            row(feature, "USE", use);
            row(feature, "ASM", asm);
        }
        table.atMost("all of them by USE", use.codeTokens(), use.raw() / 10.0, "");
        table.atMost("all of them by ASM", asm.codeTokens(), asm.raw() / 10.0, "");
        table.share("with the tests that the answers propose, by USE", use.tokens(), use.raw(), "raw");
        table.share("with the tests that the answers propose, by ASM", asm.tokens(), asm.raw(), "raw");
    }

    private void row(String feature, String form, Built built) {
        table.share(
                String.format(
                        "  %-16s %s %5d bytes, raw %6d tokens",
                        feature, form, built.bytes().get(feature), built.raw(feature)),
                built.codeTokens(feature),
                built.raw(feature),
                "raw");
    }

    private Built build(String... model) throws Exception {
        Built built = new Built(new TreeMap<>(), new TreeMap<>());
        add(built, model, "--auto", "--until", AsmAnswers.LAST_MILESTONE);
        for (String goal : AsmAnswers.GOALS) {
            add(built, model, "--goal", goal);
        }
        return built;
    }

    private void add(Built built, String[] model, String... task) throws Exception {
        Path workspace = program.newWorkspace();
        if (AsmAnswers.isForCommand(task[task.length - 1])) {
            program.script(workspace, AsmAnswers.PREPARATION.toArray(String[]::new))
                    .succeeded();
        }
        List<String> arguments = new ArrayList<>(List.of(model));
        arguments.addAll(List.of(task));
        program.script(workspace, arguments.toArray(String[]::new)).succeeded();
        JsonNode result = read(workspace.resolve("build_report.json"));
        for (JsonNode feature : result.path("features")) {
            built.bytes()
                    .put(feature.path("name").asString(), feature.path("bytes").asInt());
        }
        String run = result.path("run_id").asString();
        for (Path attempt : Program.runFiles(workspace, "attempt-")) {
            JsonNode node = read(attempt);
            for (JsonNode reply : attempt.getParent().endsWith(run) ? node.path("replies") : List.<JsonNode>of()) {
                String feature = node.path("feature").asString();
                built.answers()
                        .computeIfAbsent(feature, any -> new ArrayList<>())
                        .add(reply.path("answer").asString());
            }
        }
    }

    private JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }
}
