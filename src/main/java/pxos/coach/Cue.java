package pxos.coach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.json.Json;

/**
 * Something that tells a teacher what was misunderstood, such as words of a rejection.
 *
 * @param cue a regular expression that is looked for
 * @param finding what was misunderstood
 * @param advice what to do instead
 * @param promptLine the line of the prompts that says so; empty where none does
 */
record Cue(String cue, String finding, String advice, String promptLine) {

    /**
     * All cues.
     *
     * @param rejections looked for in what a rejected answer was told; the first that is found counts
     * @param habits looked for in each line of assembly that was written
     */
    record Book(List<Cue> rejections, List<Cue> habits) {

        private static final String FILE = "cues.json";

        Book {
            rejections = List.copyOf(rejections);
            habits = List.copyOf(habits);
        }

        static Book open() {
            try (InputStream stream = Cue.class.getResourceAsStream(FILE)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                return Json.bind(Json.readStrictly(text), Book.class, FILE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<Cue> rejection(String problem) {
            return rejections.stream().filter(cue -> cue.isIn(problem)).findFirst();
        }
    }

    boolean isIn(String text) {
        return Pattern.compile(cue, Pattern.CASE_INSENSITIVE).matcher(text).find();
    }
}
