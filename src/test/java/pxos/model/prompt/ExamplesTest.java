package pxos.model.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    private static final Pattern COMMAND =
            Pattern.compile("\"vector\":\"commands\",\"label\":\"\\w+\",\"name\":\"(\\w+)\"");

    private static Stream<String> commandsOf(String file) {
        try (InputStream text = Examples.class.getResourceAsStream("/prompts/" + file)) {
            return COMMAND.matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** But ver, which is a name that goals mean without saying it. */
    @Test
    void knowsTheCommandsThatThePromptsShow() {
        Set<String> shown = Stream.of("brief.md", "opening.md")
                .flatMap(ExamplesTest::commandsOf)
                .filter(name -> !name.equals("ver"))
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(Examples.COMMANDS);
    }
}
