package pxos.tools;

import java.util.List;
import pxos.os.TextScreen;

/** A screen as rows of text, without the empty ones at its end. */
final class Rows {

    private Rows() {}

    static List<String> of(TextScreen screen) {
        List<String> rows = screen.rows();
        int end = rows.size();
        while (end > 0 && rows.get(end - 1).isBlank()) {
            end--;
        }
        return rows.subList(0, end);
    }

    /** Each row after a bar, so that blanks can be seen. */
    static String text(TextScreen screen) {
        StringBuilder text = new StringBuilder();
        of(screen).forEach(row -> text.append('|').append(row).append('\n'));
        return text + "cursor at row " + screen.cursorRow() + ", column " + screen.cursorColumn();
    }
}
