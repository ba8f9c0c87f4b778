package pxos.build.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLibraryTest {

    @TempDir
    private Path folder;

    private final TemplateLibrary shipped = new TemplateLibrary(Path.of("primitives"));

    @Test
    void hasTheTemplatesThatPeopleCountOn() throws Exception {
        assertThat(shipped.names())
                .contains(
                        "print_char",
                        "print_string",
                        "newline",
                        "wait_for_key",
                        "backspace",
                        "clear_screen",
                        "command",
                        "reboot");
        for (String name : shipped.names()) {
            Template template = shipped.find(name).orElseThrow();
            assertThat(template.name()).isEqualTo(name);
            assertThat(template.errorsIn(template.example()))
                    .as("the example of " + name)
                    .isEmpty();
            assertThatCode(() -> FeatureReader.scenarios(template.tests()))
                    .as("the tests of " + name)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "../primitives/newline", "Newline", "", "recipes", "newline.json"})
    void knowsNoOther(String name) throws Exception {
        assertThat(shipped.find(name)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAnArgument() throws Exception {
        Template text = shipped.find("print_string").orElseThrow();
        assertThat(text.errorsIn(Map.of()))
                .containsExactly(
                        "arguments of template 'print_string': the document: required property 'text' not found");
        assertThat(text.errorsIn(Map.of("text", 5)))
                .hasSize(1)
                .first()
                .asString()
                .contains("/text", "string expected");
        assertThat(text.errorsIn(Map.of("text", "x".repeat(77))))
                .hasSize(1)
                .first()
                .asString()
                .contains("/text", "76");
        assertThat(text.errorsIn(Map.of("text", "é")))
                .hasSize(1)
                .first()
                .asString()
                .contains("/text");
        assertThat(text.errorsIn(Map.of("text", "a", "colour", 1)))
                .hasSize(1)
                .first()
                .asString()
                .contains("colour");
        Template jump = shipped.find("jump").orElseThrow();
        assertThat(jump.errorsIn(Map.of("label", "a b")))
                .hasSize(1)
                .first()
                .asString()
                .contains("/label");
    }

    @Test
    void namesTheFileAndThePlaceThatIsMalformed() throws Exception {
        for (String[] sample : List.of(
                new String[] {"{\n\"name\": }", "broken.json, line 2: not JSON"},
                new String[] {"[]", "broken.json: the document must be an object"},
                new String[] {"{\"name\": \"broken\"}", "broken.json: summary must be a string"},
                new String[] {"{\"name\": \"other\", \"summary\": \"x\"}", "broken.json: is called 'other' inside"},
                new String[] {
                    "{\"name\": \"broken\", \"summary\": \"x\", \"code\": [5]}",
                    "broken.json: code[0] must be an object"
                },
                new String[] {
                    "{\"name\": \"broken\", \"summary\": \"x\", \"code\": [{\"asm\": \"ret\"}]}",
                    "broken.json: code[0]: a line has a label, or asm and bytes"
                },
                new String[] {
                    "{\"name\": \"broken\", \"summary\": \"x\", \"parameters\": {\"a\": 5}}",
                    "broken.json: parameters.a must be an object"
                },
                new String[] {
                    "{\"name\": \"broken\", \"summary\": \"x\", \"hooks\": [{\"vector\": \"shell\"}]}",
                    "broken.json: hooks[0].label must be a string"
                })) {
            Files.writeString(folder.resolve("broken.json"), sample[0]);
            TemplateLibrary library = new TemplateLibrary(folder);
            assertThatThrownBy(() -> library.find("broken"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(sample[1]);
        }
    }
}
