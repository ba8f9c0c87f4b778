package pxos.feature;

import tools.jackson.core.JacksonException;

/** Says in words why a text is no JSON. */
public final class JsonReason {

    private JsonReason() {}

    /** The line, from 1, and what is wrong there. */
    public static String of(JacksonException e) {
        String line = e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : "line " + e.getLocation().getLineNr() + ": ";
        return line + "not JSON: " + withoutSource(e);
    }

    /** What is wrong, without the place that Jackson appends: its source is not a file. */
    public static String withoutSource(JacksonException e) {
        return e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
    }
}
