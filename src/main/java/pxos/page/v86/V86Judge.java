package pxos.page.v86;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.file.TemporaryFolder;
import pxos.json.Json;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.proof.ScenarioResult;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs scenarios on v86, in Node, with the scripts of the page: another emulator, another implementation of the vocabulary.
 *
 * <p>It sees keys, screen, memory, ports and the disk. What the processor executed, and whether a 386 would know it, only
 * QEMU tells.
 */
public final class V86Judge {

    private final Path node;
    private final Firmware firmware;
    private final Duration deadline;

    /**
     * @param node the program Node
     * @param deadline for a whole test
     */
    public V86Judge(Path node, Firmware firmware, Duration deadline) {
        this.node = node;
        this.firmware = firmware;
        this.deadline = deadline;
    }

    /** Checks the base, then runs every scenario from the fresh prompt. */
    public TestReport test(BootImage image, List<Scenario> scenarios) {
        long start = System.nanoTime();
        ObjectNode suite = Json.tree(Suite.of(image, scenarios));
        suite.set("engine", Json.tree(Engine.with(firmware)));
        List<ScenarioResult> results = new ArrayList<>(run(suite.toString()));
        TextScreen boot = results.isEmpty() ? null : results.get(0).screenOrNull();
        return new TestReport(results, boot, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<ScenarioResult> run(String suite) {
        try (TemporaryFolder folder = TemporaryFolder.make(TemporaryFolder.Purpose.JUDGE)) {
            return results(Files.writeString(folder.path().resolve("judge.js"), script()), suite);
        } catch (IOException e) {
            throw new Problem(
                    Kind.MISSING,
                    "Node could not be used: " + Problem.reason(e),
                    "Install Node 18 or newer, and make room for temporary files.",
                    e);
        }
    }

    private static String script() {
        return String.join(
                "\n",
                "'use strict';",
                Engine.script(),
                Resources.scripts(Engine.VOCABULARY),
                Resources.scripts(Engine.MACHINE),
                Resources.scripts(List.of("judge")));
    }

    private List<ScenarioResult> results(Path script, String suite) throws IOException {
        Process process = new ProcessBuilder(node.toString(), script.toString()).start();
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> read(process));
        process.onExit().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(suite);
        } catch (IOException e) {
            // It has ended early; what it says on stderr tells why.
        }
        List<ScenarioResult> results = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().map(Json::read).map(V86Judge::result).forEach(results::add);
        } catch (UncheckedIOException e) {
            // It was ended while it wrote; its exit code says so.
        }
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            String said = errors.join().strip();
            throw new Problem(
                    Kind.MISSING,
                    "v86 in Node ended with " + code
                            + (said.isEmpty() ? ", after " + results.size() + " results" : ": " + said),
                    "It has " + deadline.toSeconds() + " s for all scenarios; Node must be version 18 or newer.");
        }
        return results;
    }

    private static String read(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScenarioResult result(JsonNode line) {
        JsonNode shown = line.path("screen");
        TextScreen screen = shown.isMissingNode() || shown.isNull()
                ? null
                : new TextScreen(
                        Base64.getDecoder().decode(shown.path("cells").asString()),
                        shown.path("row").asInt(),
                        shown.path("column").asInt());
        return new ScenarioResult(
                line.path("name").asString(),
                Verdict.valueOf(line.path("verdict").asString()),
                line.path("because").asString(""),
                Duration.ofMillis(line.path("ms").asLong()),
                null,
                screen,
                List.of());
    }
}
