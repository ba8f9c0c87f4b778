package pxos.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tells a teacher that something was misunderstood. */
class CueTest {

    private final Cue.Book book = Cue.Book.open();

    @Test
    void everyLineOfAPromptThatACueNamesStandsInAPrompt() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : List.of("system.md", "opening.md", "turns.md")) {
            all.append(Files.readString(Path.of("src/main/resources/prompts", file)));
        }
        String prompts = flat(all.toString());
        assertThat(Stream.concat(book.rejections().stream(), book.habits().stream())
                        .map(Cue::promptLine)
                        .filter(line -> !line.isEmpty()))
                .allSatisfy(line -> assertThat(prompts).contains(flat(line)));
    }

    @Test
    void rejectionsAreKnownByTheirWords() {
        assertThat(List.of(
                        "there is no template 'printt'",
                        "the hook's label 'run' is not defined",
                        "'x' is 200 bytes away: too far for a short jump",
                        "the new scenario 'a' does not count, because it is typed",
                        "no room for 'star': it takes 600 bytes, and the largest free run of the safe zone has 480",
                        "check 'a' failed: the prompt does not come back, neither by itself nor by a key"))
                .extracting(book::rejection)
                .allMatch(Optional::isPresent)
                .extracting(Optional::get)
                .extracting(Cue::finding)
                .doesNotHaveDuplicates();
        assertThat(book.rejection("a strange thing")).isEmpty();
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
