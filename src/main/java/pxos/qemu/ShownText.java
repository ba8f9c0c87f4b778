package pxos.qemu;

import java.util.ArrayList;
import java.util.List;
import pxos.os.CodePage437;
import pxos.os.TextScreen;

/** The rows that a text of the OS makes on the screen. */
final class ShownText {

    private ShownText() {}

    /**
     * Rows of up to 80 characters, those that show nothing left out.
     *
     * @param text characters of code page 437
     */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("[\\r\\n]+")) {
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
        codes.chars().filter(code -> code != 7).forEach(code -> text.append(CodePage437.character(code)));
        return text.toString();
    }
}
