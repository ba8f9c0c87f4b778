package pxos.build.source;

/** The OS source has an error: names the file's line, its text and what is wrong with it. */
public final class SourceException extends Exception {
    private final int line;

    public SourceException(int line, String text, String problem) {
        super("line " + line + ": " + problem + ": " + SourceLine.oneLine(text));
        this.line = line;
    }

    /** Line number in the file, from 1. */
    public int line() {
        return line;
    }
}
