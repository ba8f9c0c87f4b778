package pxos.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/**
 * Where the program writes to. {@code bin/pxos} says what it is; without it, Java only guesses.
 *
 * @param isOut whether stdout is a terminal
 * @param isErr whether stderr is one
 * @param columns its width; that of wide text where there is no terminal
 * @param isColoured whether to write in colours where that is a terminal
 * @param always whether to write in colours everywhere
 */
record Terminal(boolean isOut, boolean isErr, int columns, boolean isColoured, boolean always) {

    private static final int WIDE = 100;
    private static final int NARROWEST = 20;

    /** When to write in colours. */
    enum Color {
        /** On a terminal that can show them, unless NO_COLOR says otherwise (no-color.org). */
        AUTO,
        ALWAYS,
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Terminal NONE = new Terminal(false, false, WIDE, false, false);

    /**
     * @param environment as from {@link System#getenv()}
     * @param color null is AUTO
     */
    static Terminal of(Map<String, String> environment, Color color) {
        boolean guess = System.console() != null;
        boolean err = flag(environment, "PXOS_TERMINAL", guess);
        boolean out = flag(environment, "PXOS_TERMINAL_OUT", guess);
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                out,
                err,
                out || err ? columns(environment) : WIDE,
                color == Color.ALWAYS || color != Color.NEVER && wanted,
                color == Color.ALWAYS);
    }

    private static boolean flag(Map<String, String> environment, String name, boolean guess) {
        String told = environment.get(name);
        return told == null ? guess : told.equals("1");
    }

    private static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("PXOS_COLUMNS", environment.getOrDefault("COLUMNS", ""));
        return told.matches("[1-9][0-9]{0,3}") ? Math.max(NARROWEST, Integer.parseInt(told)) : WIDE;
    }

    Ink out() {
        return new Ink(isColoured && (isOut || always));
    }

    Ink err() {
        return new Ink(isColoured && (isErr || always));
    }

    /**
     * A line for stdout, broken between words where the terminal is too narrow for it. The lines that go on stand two columns
     * further in. A word that is too long for a line stays whole.
     */
    String wrapped(String line) {
        String margin = " ".repeat(line.length() - line.stripLeading().length() + 2);
        String rest = line;
        StringBuilder text = new StringBuilder();
        while (isOut && rest.length() > columns) {
            int end = rest.lastIndexOf(' ', columns);
            end = end < margin.length() ? rest.indexOf(' ', Math.max(columns, margin.length())) : end;
            if (end < 0) {
                break;
            }
            text.append(rest, 0, end).append(System.lineSeparator());
            rest = margin + rest.substring(end + 1);
        }
        return text + rest;
    }

    /** The text cut to a number of columns, with an ellipsis where it was longer; wide characters take two. */
    static String cut(String text, int columns) {
        int width = 0;
        int end = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            width += isWide(character) ? 2 : 1;
            if (width > columns) {
                return text.substring(0, end) + "…";
            }
            if (width < columns) {
                end = at + Character.charCount(character);
            }
        }
        return text;
    }

    /** The blocks that Unicode Standard Annex 11 calls wide, roughly: East Asian scripts and pictographs. */
    private static boolean isWide(int character) {
        return character >= 0x1100
                && (character <= 0x115F
                        || character >= 0x2E80 && character <= 0xA4CF
                        || character >= 0xAC00 && character <= 0xD7A3
                        || character >= 0xF900 && character <= 0xFAFF
                        || character >= 0xFE30 && character <= 0xFE6F
                        || character >= 0xFF00 && character <= 0xFF60
                        || character >= 0x1F300 && character <= 0x1FAFF
                        || character >= 0x20000 && character <= 0x3FFFD);
    }

    /**
     * Writes in colours, or plainly.
     *
     * @param isOn whether in colours
     */
    record Ink(boolean isOn) {

        private static final String RESET = "\033[0m";

        private void print(PrintWriter out, String code, String text) {
            Door.control(out, isOn ? "\033[" + code + "m" : "");
            out.print(text);
            Door.control(out, isOn ? RESET : "");
        }

        void faint(PrintWriter out, String text) {
            print(out, "2", text);
        }

        void good(PrintWriter out, String text) {
            print(out, "1;32", text);
        }

        void warn(PrintWriter out, String text) {
            print(out, "1;33", text);
        }

        void bad(PrintWriter out, String text) {
            print(out, "1;31", text);
        }

        /** Prints a line, without its end; a verdict at its beginning stands in the verdict's colour. */
        void verdict(PrintWriter out, String line) {
            String word = line.split("\\W", 2)[0];
            switch (word) {
                case "PASS" -> print(out, "1;32", word);
                case "SKIPPED" -> print(out, "1;33", word);
                case "FAIL", "ERROR" -> print(out, "1;31", word);
                default -> out.print(word);
            }
            out.print(line.substring(word.length()));
        }
    }
}
