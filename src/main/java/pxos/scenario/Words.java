package pxos.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;

/** A line of the vocabulary, read from left to right: words, numbers and quoted texts with blanks between them. */
final class Words {

    private static final int MAX_DIGITS = 7;
    private static final Pattern COUNT = Pattern.compile("(\\d+)\\*");

    private final String text;
    private int at;

    Words(String text) {
        this.text = text;
    }

    /** Where reading goes on, counted from 0. */
    int at() {
        return at;
    }

    void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether nothing but blanks is left. */
    boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    /** The next character that is not a blank; NUL at the end. */
    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    /** The characters up to a blank, a quotation mark or an equals sign; may be empty. */
    String word() {
        skipBlanks();
        int start = at;
        while (at < text.length() && !endsWord(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean endsWord(char character) {
        return character == '"' || character == '=' || Character.isWhitespace(character);
    }

    /** Takes {@code word}, in any letter case, if it comes next. */
    boolean take(String word) {
        skipBlanks();
        int start = at;
        boolean found = word().equalsIgnoreCase(word);
        at = found ? at : start;
        return found;
    }

    /** Takes {@code sign} if it comes next. */
    boolean take(char sign) {
        boolean found = peek() == sign;
        at += found ? 1 : 0;
        return found;
    }

    /**
     * A number; one in base 16 may begin with 0x.
     *
     * @param what what it stands for, for the error
     */
    int number(String what, int radix, int min, int max) {
        skipBlanks();
        int start = at;
        String word = word();
        try {
            int value = Integer.parseInt(radix == 16 && word.startsWith("0x") ? word.substring(2) : word, radix);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The error below says what is wanted.
        }
        String range = radix == 16 ? "%s is a hexadecimal number from %X to %X" : "%s is a number from %d to %d";
        throw wrong(start, String.format(range, what, min, max) + (word.isEmpty() ? "" : ", not " + word));
    }

    /** A count and the {@code *} behind it; 1 where there is none. */
    int count(int max) {
        skipBlanks();
        Matcher count = COUNT.matcher(text).region(at, text.length());
        if (!count.lookingAt()) {
            return 1;
        }
        String digits = count.group(1);
        if (digits.length() > MAX_DIGITS || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > max) {
            throw wrong("a count is a number from 1 to " + max);
        }
        at = count.end();
        return Integer.parseInt(digits);
    }

    /**
     * A text in double quotes.
     *
     * @param letters what can stand behind a backslash
     * @param meanings the character that each of them stands for
     */
    String quoted(String letters, String meanings) {
        if (!take('"')) {
            throw wrong("a text in double quotes is missing");
        }
        int start = at - 1;
        StringBuilder content = new StringBuilder();
        for (; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) != '\\') {
                content.append(text.charAt(at));
                continue;
            }
            at++;
            int letter = at < text.length() ? letters.indexOf(text.charAt(at)) : -1;
            if (letter < 0) {
                String last = letters.substring(letters.length() - 1);
                throw wrong("behind \\ only "
                        + String.join(
                                " ", letters.substring(0, letters.length() - 1).split("")) + " or " + last
                        + " can stand");
            }
            content.append(meanings.charAt(letter));
        }
        if (at == text.length()) {
            throw wrong(start, "a text in double quotes is never closed");
        }
        at++;
        return content.toString();
    }

    /** Checks what was read since {@code start}. */
    void requirePrintable(int start) {
        for (int place = start; place < at; place++) {
            if (text.charAt(place) < ' ' || text.charAt(place) > '~') {
                throw wrong(place, "a text holds characters from 20h to 7Eh, and \\n and the like");
            }
        }
    }

    /** What is wrong, with the place where reading stands. */
    Problem wrong(String problem) {
        return wrong(at, problem);
    }

    /** What is wrong at a place that is counted from 0; people count from 1. */
    Problem wrong(int place, String problem) {
        return Problem.input(problem + ", at character " + (place + 1) + " of: " + text, "");
    }
}
