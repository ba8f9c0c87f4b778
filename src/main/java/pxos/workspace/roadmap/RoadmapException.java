package pxos.workspace.roadmap;

/** The roadmap cannot be read; carries the line at fault. */
public final class RoadmapException extends Exception {
    private final int line;
    private final String text;

    public RoadmapException(int line, String text, String problem) {
        super("roadmap line " + line + ": " + problem + "\n    " + text.strip());
        this.line = line;
        this.text = text;
    }

    /** The line at fault, counted from 1. */
    public int line() {
        return line;
    }

    /** The text of that line. */
    public String text() {
        return text;
    }
}
