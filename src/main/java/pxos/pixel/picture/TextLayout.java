package pxos.pixel.picture;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines that fit. */
final class TextLayout {
    private TextLayout() {}

    /** The text on one line: control characters and runs of blanks become one blank. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (!Character.isISOControl(point) && !Character.isWhitespace(point)) {
                line.appendCodePoint(point);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().stripTrailing();
    }

    /** At most {@code maxLines} lines, broken at blanks where possible; the last ends in an ellipsis when cut. */
    static List<String> wrap(Typeface face, String text, int widthPx, int maxLines) {
        List<String> lines = new ArrayList<>();
        String rest = oneLine(text);
        while (!rest.isEmpty() && lines.size() < maxLines - 1 && face.width(rest) > widthPx) {
            int end = breakAt(face, rest, widthPx);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty()) {
            lines.add(face.clip(rest, widthPx));
        }
        return lines;
    }

    private static int breakAt(Typeface face, String text, int widthPx) {
        int room = widthPx;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            room -= face.advance(codePoint);
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        int blank = text.lastIndexOf(' ', end);
        return blank > 0 ? blank : Math.max(end, Character.charCount(text.codePointAt(0)));
    }
}
