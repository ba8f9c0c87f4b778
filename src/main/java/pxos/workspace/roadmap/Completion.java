package pxos.workspace.roadmap;

import java.time.LocalDate;

/**
 * When and how a milestone was proved.
 *
 * @param date the day
 * @param run the run that proved it, such as {@code run_1794000000}
 * @param evidence what was observed, one line, such as {@code 23 of 23 scenarios passed}
 */
public record Completion(LocalDate date, String run, String evidence) {

    public Completion {
        oneLine("run", run);
        oneLine("evidence", evidence);
    }

    private static void oneLine(String name, String value) {
        if (value == null
                || value.isBlank()
                || value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
            throw new IllegalArgumentException("the " + name + " of a completed milestone must be one line of text");
        }
    }
}
