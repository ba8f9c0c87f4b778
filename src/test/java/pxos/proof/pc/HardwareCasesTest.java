package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** What an 8086 does with these no manual says: copies of other opcodes, leftovers, and a missing coprocessor. */
    private static final Set<String> UNDOCUMENTED = Set.of(
            ("60 61 62 63 64 65 66 67 68 69 6A 6B 6C 6D 6E 6F 82.0 82.1 82.2 82.3 82.4 82.5 82.6 82.7 C0 C1 C8 C9 "
                            + "D0.6 D1.6 D2.6 D3.6 D6 D8 D9 DA DB DC DD DE DF F6.1 F7.1 FF.7")
                    .split(" "));
    /** Opcodes of the 286 that the masks, made for the 8086, do not know or know as something else, and what is like them. */
    private static final Map<String, String> LIKE = Map.of("69", "F7.5", "6B", "F7.5", "C0", "D2", "C1", "D3");

    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Set<String> leftOutOpcodes = new TreeSet<>();
    private final List<String> different = new ArrayList<>();
    private int same;

    @Test
    void doesWhatAn8086Does() throws IOException {
        if (isThere()) {
            run("8086", Level.I8086);
            assertThat(different).isEmpty();
            assertThat(leftOut)
                    .isEqualTo(Map.of(
                            "undocumented",
                            20 * UNDOCUMENTED.size(),
                            "a repeat prefix before a multiplication or division, which negates it on an 8086",
                            4));
            assertThat(leftOutOpcodes)
                    .containsAll(UNDOCUMENTED)
                    .contains("F6.7", "F7.7")
                    .hasSize(UNDOCUMENTED.size() + 2);
            assertThat(same).isEqualTo(5_536);
        }
    }

    @Test
    void doesWhatAn80286Does() throws IOException {
        if (isThere()) {
            run("80286", Level.I80286);
            assertThat(different).isEmpty();
            assertThat(leftOut)
                    .isEqualTo(Map.of(
                            "2 bytes at offset N, beyond the end of a segment", 27,
                            "more than four prefixes before an instruction", 43,
                            "floating point (opcode D8)", 20));
            assertThat(same).isEqualTo(6_410);
        }
    }

    private static boolean isThere() {
        boolean isThere = Files.isDirectory(FOLDER);
        if (!isThere) {
            System.out.println("NOT TESTED AGAINST HARDWARE: there is no " + FOLDER.toAbsolutePath());
        }
        return isThere;
    }

    private void run(String name, Level level) throws IOException {
        JsonNode masks = Json.read(Files.readString(FOLDER.resolve("flags-masks-8086.json")));
        Memory memory = Memory.flat(0x110000);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            lines.lines().map(Json::read).forEach(json -> run(json, masks, level, memory));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        System.out.printf("%s: %d cases the same, %d different, left out %s%n", name, same, different.size(), leftOut);
    }

    private void run(JsonNode json, JsonNode masks, Level level, Memory memory) {
        String opcode = json.path("opcode").asString();
        if (level == Level.I8086 && UNDOCUMENTED.contains(opcode)) {
            leaveOut(opcode, "undocumented");
            return;
        }
        int mask = masks.path(like(opcode, level)).path("flags-mask").asInt(0xFFFF);
        HardwareCase one = new HardwareCase(json, level, mask, memory);
        try {
            List<String> differences = one.differences();
            same += differences.isEmpty() ? 1 : 0;
            if (!differences.isEmpty()) {
                different.add(opcode + " " + json.path("name").asString() + ": " + differences);
            }
        } catch (Stop.Signal e) {
            leaveOut(opcode, e.getMessage().replaceAll("offset [0-9A-F]{4}", "offset N"));
        }
        one.clean();
    }

    private void leaveOut(String opcode, String because) {
        leftOut.merge(because, 1, Integer::sum);
        leftOutOpcodes.add(opcode);
    }

    /** The 8086 has no shifts by an immediate value, and their operation 6 is a second 4 on the 286. */
    private static String like(String opcode, Level level) {
        if (level == Level.I8086) {
            return opcode;
        }
        String code = opcode.substring(0, 2);
        String operation = opcode.substring(2);
        boolean isShift = code.matches("C[01]|D[0-3]");
        return LIKE.getOrDefault(code, code) + (isShift ? operation.replace("6", "4") : operation);
    }
}
