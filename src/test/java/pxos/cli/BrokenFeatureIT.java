package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.model.lm.StandInServer;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import tools.jackson.databind.JsonNode;

/** Features broken on purpose: each does what its own test wants, and something else; none may come out as a pass. */
@Tag("long")
class BrokenFeatureIT {

    private static final String PLAN = """
            {"feature": "star", "summary": "The key * prints a plus before it", "steps": ["hook on_key"]}""";

    @TempDir
    private Path folder;

    private Cli cli;
    private Map<String, String> before;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        before = Fingerprint.of(cli.workspace());
    }

    /** On the key {@code *}: prints a plus, then runs {@code bytes}. */
    private static String star(String bytes, String tests) {
        return """
                {"feature": "star",
                 "primitives": [
                   {"type": "DEFINE", "label": "run"},
                   {"type": "WRITE", "bytes": "3C 2A 75 s:pass B0 2B"},
                   {"type": "CALL", "label": "putc"},
                   {"type": "WRITE", "bytes": "%s"},
                   {"type": "DEFINE", "label": "pass"},
                   {"type": "WRITE", "bytes": "F8 C3"},
                   {"type": "TEXT", "label": "zeros", "text": ""},
                   {"type": "WRITE", "bytes": "00 00 00 00 00"},
                   {"type": "HOOK", "vector": "on_key", "label": "run"}],
                 "tests": %s}""".formatted(bytes, tests);
    }

    private static final String SHOWS_A_PLUS = """
            [{"name": "a plus", "steps": [{"keys": "a*", "expect": ["contains \\"a+\\""]}]}]""";

    private JsonNode refused(String answer) throws Exception {
        try (StandInServer server = StandInServer.answering(PLAN, answer)) {
            Cli.Result result = cli.run(
                    "--machine",
                    "--llm",
                    "lm-studio",
                    "--lm-studio-url",
                    server.url(),
                    "--attempts",
                    "1",
                    "--goal",
                    "Print a plus before each star");
            JsonNode json = result.json();
            assertThat(json.at("/success").asBoolean()).as(result.out()).isFalse();
            assertThat(json.at("/test_result/success").asBoolean()).isFalse();
            assertThat(json.at("/test_result/verdict").asString()).startsWith("FAIL");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
            RunRecord logged =
                    new PixelReader(cli.workspace().network()).newest(1).get(0);
            assertThat(logged.request().runId()).isEqualTo(json.at("/run_id").asString());
            assertThat(json.at("/test_result/verdict").asString())
                    .startsWith(logged.result().verdict());
            assertThat(logged.proof().evidence()).isNotEmpty();
            return json;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            lidt [zeros]; int3: triple fault      | 0F 01 1E w:zeros CC                          | triple fault
            jmp $: spin                           | EB FE                                        | spin
            cli; hlt                              | FA F4                                        | interrupts off
            int 13h AH=3: writes a sector         | B8 01 03 B9 0A 00 B6 00 8A 16 w:boot_drive BB 00 7E CD 13 | disk
            mov byte [7C70], 90h                  | C6 06 70 7C 90                               | boot sector
            runs a byte that it wrote to 0660     | C6 06 60 06 C3 B8 60 06 FF D0                | outside
            out 64h, FEh: reset                   | B0 FE E6 64 EB FE                            | reset
            """)
    void namesWhatTheFeatureDidBesideItsTask(String name, String bytes, String fault) throws Exception {
        JsonNode json = refused(star(bytes, SHOWS_A_PLUS));
        JsonNode check = json.at("/test_result/checks")
                .valueStream()
                .filter(each -> each.at("/name").asString().equals("a plus"))
                .findFirst()
                .orElseThrow();
        assertThat(check.at("/verdict").asString()).isEqualTo("FAIL");
        assertThat(check.at("/because").asString() + check.at("/evidence").asString())
                .contains(fault);
        assertThat(json.at("/error/message").asString()).contains("a plus");
    }

    @Test
    void showsTheRowThatWasWantedAndTheOneThatWasGot() throws Exception {
        JsonNode json = refused(star(
                "90",
                "[{\"name\": \"a minus\", \"steps\": [{\"keys\": \"a*\", \"expect\": [\"contains \\\"a-*\\\"\"]}]}]"));
        assertThat(json.at("/test_result/checks").toString()).contains("wanted", "a-*", "got", "a+*");
    }

    @Test
    void refusesAFaultAtBoot() throws Exception {
        JsonNode json = refused("""
                {"feature": "star",
                 "primitives": [
                   {"type": "WRITE", "bytes": "EB FE"},
                   {"type": "DEFINE", "label": "run", "address": "0x7E00"},
                   {"type": "HOOK", "vector": "on_boot", "label": "run"}],
                 "tests": %s}""".formatted(SHOWS_A_PLUS));
        assertThat(json.at("/test_result/checks").toString()).contains("spin");
    }

    @Test
    void callsAScenarioThatPassedBeforeNoProof() throws Exception {
        JsonNode json = refused(star(
                "90",
                "[{\"name\": \"an a\", \"steps\": [{\"keys\": \"a\", \"expect\": [\"row \\\"{prompt}a\\\"\"]}]}]"));
        assertThat(json.at("/error/message").asString()).contains("an a");
        assertThat(json.at("/test_result/checks")
                        .valueStream()
                        .filter(check -> check.at("/name").asString().equals("an a"))
                        .map(check -> check.at("/failed_before").asBoolean()))
                .containsExactly(false);
    }

    @Test
    void callsAFeatureWithoutAScenarioNotVerified() throws Exception {
        JsonNode json = refused(star("90", "[]"));
        assertThat(json.at("/error/message").asString()).containsIgnoringCase("scenario");
    }

    @Test
    void refusesAFeatureThatBreaksAnOlderOneAndNamesIt() throws Exception {
        assertThat(cli.goal("backspace").exitCode()).isZero();
        before = Fingerprint.of(cli.workspace());
        JsonNode json = refused("""
                {"feature": "star",
                 "primitives": [
                   {"type": "DEFINE", "label": "run"},
                   {"type": "WRITE", "bytes": "3C 2A 75 s:other B0 2B"},
                   {"type": "CALL", "label": "putc"},
                   {"type": "DEFINE", "label": "other"},
                   {"type": "WRITE", "bytes": "3C 08 74 s:eat F8 C3"},
                   {"type": "DEFINE", "label": "eat"},
                   {"type": "WRITE", "bytes": "F9 C3"},
                   {"type": "HOOK", "vector": "on_key", "label": "run"}],
                 "tests": [{"name": "no backspace", "steps": [{"keys": "ab{Backspace}", "expect": ["row \\"{prompt}ab\\""]}]}]}""");
        assertThat(json.at("/error/message").asString()).containsIgnoringCase("backspace");
    }
}
