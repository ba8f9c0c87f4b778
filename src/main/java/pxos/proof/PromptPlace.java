package pxos.proof;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import pxos.os.TextScreen;

/**
 * Where the prompt stands on a screen.
 *
 * @param text the prompt as it is shown
 * @param screen the screen
 */
record PromptPlace(String text, TextScreen screen) {

    static PromptPlace of(ImageObservation seen) {
        return new PromptPlace(seen.prompt(), seen.screen());
    }

    /** Whether the cursor is right after the last prompt. A frame or a star at the edge of its row is nobody's line. */
    boolean isFresh() {
        return screen.cursorColumn() == text.length() % TextScreen.COLUMNS
                && screen.row(screen.cursorRow()).startsWith(text.stripTrailing());
    }

    /** Whether something stands between the prompt in the cursor's row and the cursor. */
    boolean hasMore() {
        return !text.isBlank()
                && screen.cursorColumn() > text.length()
                && screen.row(screen.cursorRow()).startsWith(text);
    }

    /** How many characters stand between the last prompt and the cursor; empty where no prompt is in sight. */
    OptionalInt typed() {
        String shown = text.stripTrailing();
        return IntStream.rangeClosed(0, screen.cursorRow())
                .map(i -> screen.cursorRow() - i)
                .limit(2)
                .filter(row -> screen.row(row).startsWith(shown))
                .map(row -> (screen.cursorRow() - row) * TextScreen.COLUMNS + screen.cursorColumn() - text.length())
                .filter(count -> count >= 0)
                .findFirst();
    }
}
