package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import pxos.os.CodePage437;
import pxos.os.TextScreen;

/** The rows that a text of the OS makes on the screen. */
final class ShownText {

    private static final char BELL = 7;

    private ShownText() {}

    /**
     * Rows of up to 80 characters, those that show nothing left out.
     *
     * @param text characters of code page 437
     */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        // One blank line between two others shows nothing.
        for (String line : text.replace('\r', '\n').split("\n")) {
            for (int from = 0; from < line.length(); from += TextScreen.COLUMNS) {
                String row = shown(line.substring(from, Math.min(line.length(), from + TextScreen.COLUMNS)));
                if (!row.isBlank()) {
                    lines.add(row);
                }
            }
        }
        return lines;
    }

    private static String shown(String codes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < codes.length(); i++) {
            if (codes.charAt(i) != BELL) {
                text.append(CodePage437.character(codes.charAt(i)));
            }
        }
        return text.toString();
    }
}
