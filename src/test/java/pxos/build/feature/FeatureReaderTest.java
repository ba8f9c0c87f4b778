package pxos.build.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.json.Json;
import pxos.scenario.Step;
import pxos.scenario.VocabularyCases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model is told about an answer that does not meet the contract: one clear message for each thing wrong. */
class FeatureReaderTest {

    private final FeatureReader reader = reader();

    private static FeatureReader reader() {
        try {
            return new FeatureReader(
                    JsonMapper.shared().readTree(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> errors(String text) {
        Problem e = catchThrowableOfType(Problem.class, () -> reader.read(text));
        assertThat(e).as("the answer was taken: " + text).isNotNull();
        return e.errors();
    }

    private static String with(String primitive) {
        return "{\"feature\": \"x\", \"primitives\": [{\"type\": \"COMMENT\", \"text\": \"fine\"}, " + primitive + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type": "CALL"}                                                 | /primitives/1: required property 'label' not found
            {"type": "CALL", "label": 5}                                     | /primitives/1/label: integer found, string expected
            {"type": "CALL", "label": "a b"}                                 | /primitives/1/label: does not match the regex pattern
            {"type": "CALL", "label": "putc", "name": "x"}                   | /primitives/1: property 'name' is not defined in the schema
            {"type": "USE", "template": "X"}                                 | /primitives/1/template: does not match the regex pattern
            {"type": "USE", "template": "x", "arguments": []}                | /primitives/1/arguments: array found, object expected
            {"type": "WRITE", "bytes": ["90"]}                               | /primitives/1/bytes: array found, string expected
            {"type": "TEXT", "label": "t", "text": "é"}                      | /primitives/1/text: does not match the regex pattern
            {"type": "HOOK", "vector": "on_keys", "label": "x"}              | /primitives/1/vector: does not have a value in the enumeration
            {"type": "JMP", "label": "x"}                                    | /primitives/1/type: "JMP" is none of USE, TEXT, HOOK, ASM, CALL, DEFINE, COMMENT, WRITE
            {"label": "x"}                                                   | /primitives/1: required property 'type' not found
            "CALL putc"                                                      | /primitives/1: string found, object expected
            {"type": "WRITE", "address": "7E00", "bytes": "90"}              | /primitives/1/address: string found, integer expected, or does not match the regex pattern ^0[xX]
            {"type": "WRITE", "address": 65536, "bytes": "90"}               | /primitives/1/address: must have a maximum value of 65535, or integer found, string expected
            {"type": "ASM", "code": 5}                                       | /primitives/1/code: integer found, string expected, or integer found, array expected
            """)
    void saysOneThingAboutAPrimitiveThatIsWrong(String primitive, String message) {
        assertThat(errors(with(primitive))).hasSize(1).first().asString().startsWith(message);
    }

    @Test
    void saysOneThingForEachOfSeveralMistakes() {
        assertThat(errors("""
                {"feature": "1 Name", "primitives": [
                  {"type": "CALL"}, {"type": "CALL", "label": "fine"}, {"type": "TEXT", "label": "t"}], "test": []}"""))
                .hasSize(4)
                .anyMatch(error -> error.startsWith("/feature: "))
                .anyMatch(error -> error.startsWith("/primitives/0: "))
                .anyMatch(error -> error.startsWith("/primitives/2: "))
                .anyMatch(error -> error.contains("'test'"));
    }

    @Test
    void limitsWhatItSaysAboutAThousandMistakes() {
        assertThat(errors("{\"feature\": \"x\", \"primitives\": [" + "{\"type\": \"CALL\"}, ".repeat(999) + "5]}"))
                .hasSize(12);
        assertThat(errors("{\"feature\": \"x\", \"primitives\": ["
                        + "{\"type\": \"CALL\", \"label\": \"x\"}, ".repeat(10_000) + "5]}"))
                .anyMatch(error -> error.startsWith("/primitives: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~        | the answer is not a JSON object
            hello     | line 1: not JSON: Unrecognized token 'hello'
            {"a": 1   | line 1: not JSON: Unexpected end-of-input
            []        | the answer is not a JSON object
            null      | the answer is not a JSON object
            """)
    void saysWhyATextIsNoAnswer(String text, String message) {
        assertThat(errors(text))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(message)
                .doesNotContain("REDACTED");
    }

    @Test
    void namesTheScenarioWhoseKeysOrExpectationsAreUnknown() {
        assertThat(errors("""
                {"feature": "x", "primitives": [{"type": "CALL", "label": "putc"}], "tests": [
                  {"name": "fine", "steps": [{"keys": "a", "expect": ["idle"]}]},
                  {"name": "odd keys", "steps": [{"keys": "{Entre}", "expect": ["idle"]}]},
                  {"name": "odd wish", "steps": [{"keys": "", "expect": ["screen \\"is\\" nice"]}]}]}"""))
                .hasSize(2)
                .anyMatch(error -> error.startsWith("/tests/1 'odd keys': unknown key 'Entre'"))
                .anyMatch(error -> error.startsWith("/tests/2 'odd wish': "));
    }

    @Test
    void readsEveryKindOfPrimitive() throws Exception {
        Feature feature = reader.read("""
                {"feature": "all", "start_address": "0x7e10", "primitives": [
                  {"type": "WRITE", "address": 32272, "bytes": "B0 2A", "comment": "mov al, 42"},
                  {"type": "DEFINE", "label": "here"}, {"type": "DEFINE", "label": "port", "address": "0x64"},
                  {"type": "COMMENT", "text": "words"}, {"type": "CALL", "label": "putc"},
                  {"type": "USE", "template": "print_string", "arguments": {"text": "HI", "count": 3}, "label": "hi"},
                  {"type": "TEXT", "label": "text", "text": "A\\r\\nB"},
                  {"type": "HOOK", "vector": "commands", "label": "here", "name": "go"},
                  {"type": "ASM", "code": ["nop", "ret"]}]}""");
        assertThat(feature.startAddress()).isEqualTo(0x7E10);
        assertThat(feature.primitives())
                .containsExactly(
                        new Primitive.Write(0x7E10, "B0 2A", "mov al, 42"),
                        new Primitive.Define("here", null),
                        new Primitive.Define("port", 0x64),
                        new Primitive.Comment("words"),
                        new Primitive.Call("putc"),
                        new Primitive.Use("print_string", Map.of("text", "HI", "count", 3), "hi"),
                        new Primitive.Text("text", "A\r\nB"),
                        new Primitive.Hook("commands", "here", "go"),
                        new Primitive.Asm("nop\nret"));
    }

    @Test
    void takesEveryExpectationOfTheVocabularyAsItStands() throws Exception {
        for (JsonNode row : VocabularyCases.read().path("expectations")) {
            String expectation = row.path(0).asString();
            Feature feature =
                    reader.read("{\"feature\": \"x\", \"primitives\": [{\"type\": \"CALL\", \"label\": \"putc\"}],"
                            + "\"tests\": [{\"name\": \"t\", \"disk\": [\"writes files\"], \"steps\": [{\"expect\": "
                            + Json.write(List.of(expectation)) + "}]}]}");
            assertThat(feature.tests().get(0).steps().get(0).expect()).containsExactly(expectation);
        }
    }

    @Test
    void entersACommandThatATestTypesAndNeverEnters() throws Exception {
        assertThat(keysOf("hi", "hi")).containsExactly("hi{Enter}");
        assertThat(keysOf("hi", "HI you")).containsExactly("HI you{Enter}");
        assertThat(keysOf("hi", "hi{Enter}")).containsExactly("hi{Enter}");
        assertThat(keysOf("hi", "hi{F5}")).containsExactly("hi{F5}");
        assertThat(keysOf("other", "hi")).containsExactly("hi");
        assertThat(keysOf("hi", "hi yo", "u")).containsExactly("hi yo", "u{Enter}");
        assertThat(keysOf("h", "h"))
                .as("the row that is wanted is what was typed")
                .containsExactly("h");
    }

    private List<String> keysOf(String command, String... typed) throws Exception {
        String steps = Stream.of(typed)
                .map(keys -> "{\"keys\": \"" + keys + "\"}")
                .collect(Collectors.joining(",", "[", ",{\"expect\": [\"row \\\"{prompt}h\\\"\"]}]"));
        Feature feature =
                reader.read("{\"feature\": \"x\", \"primitives\": [{\"type\": \"HOOK\", \"vector\": \"commands\","
                        + "\"label\": \"run\", \"name\": \"" + command
                        + "\"}], \"tests\": [{\"name\": \"t\", \"steps\": " + steps + "}]}");
        return feature.tests().get(0).steps().stream()
                .map(Step::keys)
                .filter(keys -> !keys.isEmpty())
                .toList();
    }
}
