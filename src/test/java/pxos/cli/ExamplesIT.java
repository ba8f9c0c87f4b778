package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.StandInServer;

/** Types every example of the documents as it stands there, in one shell of a user who has nothing yet. */
@Tag("long")
class ExamplesIT {

    private static final Path JAR = Path.of("target/pxos-orchestrator.jar");
    private static final String NOBODY = "http://127.0.0.1:1/v1";
    private static final int DEADLINE_SECONDS = 300;

    /** Reads a step for each number and leaves its exit code behind; a step may change the folder, as a user does. */
    private static final String SESSION = """
            shopt -s expand_aliases
            set -o pipefail
            cd "$PROGRAM"
            bin/pxos() {
                case "$quick $* " in
                    true*" --goal "*) command bin/pxos "$@" --no-test ;;
                    *) command bin/pxos "$@" ;;
                esac
            }
            for step in $(seq 1 "$COUNT"); do
                text=$(cat "$STEPS/$step")
                run=$(ls -t .pxos/runs 2>"$STEPS/none" | head -n 1)
                export PXOS_LM_URL=$(cat "$STEPS/$step.server")
                quick=$(cat "$STEPS/$step.quick")
                SECONDS=0
                eval "${text//RUN/$run}" <"$STEPS/empty" >"$STEPS/$step.out" 2>"$STEPS/$step.err"
                echo "$? $SECONDS" >"$STEPS/$step.code"
            done
            """;

    @TempDir
    private Path folder;

    @Test
    void worksAsItStandsThere() throws Exception {
        assertThat(JAR).as("made with ./mvnw package").exists();
        Map<String, String> texts = texts();
        List<Examples.Decision> steps = Examples.decisions().stream()
                .filter(decision -> decision.isRun() || decision.isPrepared())
                .toList();
        Path place = Files.createDirectories(folder.resolve("steps"));
        Files.writeString(place.resolve("empty"), "");
        try (StandInServer server = StandInServer.answering("")) {
            for (int i = 0; i < steps.size(); i++) {
                Examples.Decision step = steps.get(i);
                Files.writeString(place.resolve(String.valueOf(i + 1)), texts.getOrDefault(step.name(), step.name()));
                Files.writeString(place.resolve((i + 1) + ".server"), step.isServed() ? server.url() : NOBODY);
                Files.writeString(place.resolve((i + 1) + ".quick"), String.valueOf(step.isQuick()));
            }
            type(place, steps.size());
        }
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String code = read(place.resolve((i + 1) + ".code"));
            if (!code.startsWith("0 ")) {
                failed.add(steps.get(i).name() + "\nended with " + code + read(place.resolve((i + 1) + ".out"))
                        + read(place.resolve((i + 1) + ".err")));
            }
        }
        assertThat(failed).isEmpty();
    }

    /** What is typed for each name; a program in Python is given to Python. */
    private Map<String, String> texts() throws IOException {
        Path blocks = Files.createDirectories(folder.resolve("blocks"));
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path document : Examples.DOCUMENTS) {
            for (Examples.Block block : Examples.blocks(document)) {
                Files.writeString(blocks.resolve(block.name()), block.text());
            }
            for (Examples.Example example : Examples.in(document)) {
                boolean python = example.text().startsWith("import ");
                texts.putIfAbsent(
                        example.name(),
                        python ? "python3 -c '" + example.text().replace("'", "'\\''") + "'" : example.text());
            }
        }
        return texts;
    }

    /** As in a release: the scripts, and the jar beside them. */
    private void type(Path steps, int count) throws Exception {
        Path program = folder.resolve("program");
        Files.createDirectories(program.resolve("bin"));
        Files.createDirectories(program.resolve("lib"));
        for (String script : List.of("pxos", "setup")) {
            Files.copy(Path.of("bin", script), program.resolve("bin").resolve(script));
            program.resolve("bin").resolve(script).toFile().setExecutable(true);
        }
        Files.copy(JAR, program.resolve("lib").resolve(JAR.getFileName()));
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", SESSION)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shell").toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("PXOS_") && !name.equals("PXOS_QEMU"));
        shell.environment().remove("XDG_DATA_HOME");
        shell.environment().remove("XDG_CONFIG_HOME");
        shell.environment()
                .putAll(Map.of(
                        "HOME", Files.createDirectories(folder.resolve("home")).toString(),
                        "PROGRAM", program.toString(),
                        "BLOCKS", folder.resolve("blocks").toString(),
                        "STEPS", steps.toString(),
                        "COUNT", String.valueOf(count)));
        Process process = shell.start();
        process.getOutputStream().close();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(folder.resolve("shell")).isEmptyFile();
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "nothing: it was not reached\n";
    }
}
