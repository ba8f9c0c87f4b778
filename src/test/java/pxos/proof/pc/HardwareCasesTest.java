package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import pxos.json.Json;
import pxos.proof.pc.Pc.Level;
import tools.jackson.databind.JsonNode;

/**
 * Runs what real processors did, measured by Daniel Balsom (github SingleStepTests/8086 and /80286), on the processor of
 * this package: one instruction, before and after.
 *
 * <p>The data is not part of the project. It is looked for beside it, in {@code ../shared/cpu-tests}.
 */
class HardwareCasesTest {

    private static final Path FOLDER = Path.of("..", "shared", "cpu-tests");
    private static final List<String> REGISTERS = List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");
    private static final List<String> SEGMENTS = List.of("es", "cs", "ss", "ds");

    @Test
    void doesWhatAn8086Does() throws IOException {
        check("8086", Level.I8086);
    }

    @Test
    void doesWhatAn80286Does() throws IOException {
        check("80286", Level.I80286);
    }

    private static void check(String name, Level level) throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            System.out.println("NOT TESTED: no measurements of an " + name + " in " + FOLDER.toAbsolutePath());
            return;
        }
        JsonNode masks = Json.read(Files.readString(FOLDER.resolve("flags-masks-8086.json")));
        Map<String, Integer> leftOut = new TreeMap<>();
        List<String> different = new ArrayList<>();
        Memory memory = Memory.flat(0x110000);
        int same = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = Json.read(line);
                String opcode = json.path("opcode").asString();
                JsonNode mask = masks.path(opcode);
                if (level == Level.I8086
                        && !mask.path("status").asString("normal").equals("normal")) {
                    leftOut.merge(opcode + " (" + mask.path("status").asString() + ")", 1, Integer::sum);
                    continue;
                }
                HardwareCase one =
                        new HardwareCase(json, level, mask.path("flags-mask").asInt(0xFFFF), memory);
                try {
                    List<String> differences = one.differences();
                    if (differences.isEmpty()) same++;
                    else
                        different.add(opcode + " " + json.path("name").asString() + ": " + differences + " "
                                + json.path("exception") + " "
                                + String.format(
                                        "%04x", json.path("regs").path("flags").asInt()));
                } catch (Stop.Signal e) {
                    leftOut.merge(opcode + " (" + e.getMessage().replaceAll("[0-9A-F]{4}", "X") + ")", 1, Integer::sum);
                }
                one.clean();
            }
        }
        System.out.println(name + " same " + same + " different " + different.size() + " left out " + leftOut);
        different.stream().limit(400).forEach(System.out::println);
        assertThat(different).isEmpty();
    }
}
