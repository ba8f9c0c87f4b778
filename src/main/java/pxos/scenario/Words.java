package pxos.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.os.disk.Floppy;
import pxos.os.disk.ShortName;

/** A line of the vocabulary, read from left to right: words, numbers and quoted texts with blanks between them. */
final class Words {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final String ESCAPES = "nrt0\"\\";
    private static final String ESCAPED = "\n\r\t\0\"\\";
    private static final Pattern COUNT = Pattern.compile("(\\d+)\\*");

    private final String text;
    private int at;

    Words(String text) {
        this.text = text;
    }

    /** Where the next word begins, counted from 0. */
    int next() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Whether nothing but blanks is left. */
    boolean atEnd() {
        return next() == text.length();
    }

    /** Whether {@code sign} comes next. */
    boolean nextIs(char sign) {
        return !atEnd() && text.charAt(at) == sign;
    }

    /** The characters up to a blank, a quotation mark or an equals sign; may be empty. */
    String word() {
        int start = next();
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != '"' && text.charAt(at) != '=') {
            at++;
        }
        return since(start);
    }

    /** Takes {@code word}, in any letter case, if it comes next. */
    boolean take(String word) {
        int start = next();
        boolean found = word().equalsIgnoreCase(word);
        at = found ? at : start;
        return found;
    }

    /** Takes {@code sign} if it comes next. */
    boolean take(char sign) {
        boolean found = nextIs(sign);
        at += found ? 1 : 0;
        return found;
    }

    /**
     * A number; one in base 16 may begin with 0x.
     *
     * @param what what it stands for, for the error
     */
    int number(String what, int radix, int min, int max) {
        int start = next();
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

    /** An equals sign and the bytes after it, at least one, up to the end. */
    List<Integer> bytes() {
        require(take('='), "'=' is missing after the address");
        List<Integer> bytes = new ArrayList<>();
        do {
            bytes.add(number("a byte", 16, 0, 0xFF));
        } while (!atEnd());
        return bytes;
    }

    /** A count and the {@code *} after it; 1 where there is none. */
    int count(int max) {
        int start = next();
        Matcher counted = COUNT.matcher(text).region(start, text.length());
        boolean found = counted.lookingAt();
        String digits = found ? counted.group(1) : "1";
        at = found ? counted.end() : start;
        int count = digits.length() > 7 ? 0 : Integer.parseInt(digits);
        require(count >= 1 && count <= max, start, "a count is a number from 1 to " + max);
        return count;
    }

    /**
     * A text in double quotes.
     *
     * @param letters what can follow a backslash
     * @param meanings the character that each of them stands for
     */
    String quoted(String letters, String meanings) {
        int start = next();
        require(take('"'), "a text in double quotes is missing");
        StringBuilder content = new StringBuilder();
        for (; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) != '\\') {
                content.append(text.charAt(at));
                continue;
            }
            at++;
            int letter = at < text.length() ? letters.indexOf(text.charAt(at)) : -1;
            if (letter < 0) {
                String choice = letters.replaceAll("(?s)(?<=.)(?=.)", " ").replaceFirst(" (.)$", " or $1");
                throw wrong(at, "after \\ only " + choice + " can stand");
            }
            content.append(meanings.charAt(letter));
        }
        require(at < text.length(), start, "a text in double quotes is never closed");
        at++;
        return content.toString();
    }

    /** The name of a file in 8.3 characters, in capitals. */
    String shortName() {
        int start = next();
        String name = word();
        require(isShortName(name), start, "a name has 8.3 characters, in capitals");
        return name;
    }

    static boolean isShortName(String name) {
        return ShortName.of(name).map(ShortName::toString).filter(name::equals).isPresent();
    }

    /** The texts of a file, at least one; a count and a {@code *} repeat one. */
    List<DiskItem.Piece> contents() {
        List<DiskItem.Piece> pieces = new ArrayList<>();
        long size = 0;
        int times = count(Floppy.DATA_BYTES);
        while (times > 1 || nextIs('"')) {
            String content = content();
            size += (long) times * content.length();
            require(size <= Floppy.DATA_BYTES, "a file has at most " + Floppy.DATA_BYTES + " bytes");
            pieces.add(new DiskItem.Piece(content, times));
            times = count(Floppy.DATA_BYTES);
        }
        require(!pieces.isEmpty(), "the file's text in double quotes is missing, or 'directory', 'label' or 'source'");
        return pieces;
    }

    /** A text in double quotes in which \\n, \\r, \\t and \\0 stand for characters that do not print. */
    String content() {
        int start = next();
        String content = quoted(ESCAPES, ESCAPED);
        Matcher odd = UNPRINTABLE.matcher(since(start));
        if (odd.find()) {
            throw wrong(start + odd.start(), "a text holds characters from 20h to 7Eh, and \\n and the like");
        }
        return content;
    }

    /** What was read since {@code start}. */
    String since(int start) {
        return text.substring(start, at);
    }

    /** Throws {@code problem}, with the place that has been reached, where something is not {@code right}. */
    void require(boolean right, String problem) {
        require(right, at, problem);
    }

    void require(boolean right, int place, String problem) {
        if (!right) {
            throw wrong(place, problem);
        }
    }

    /** What is wrong at a place that is counted from 0; people count from 1. */
    Problem wrong(int place, String problem) {
        return Problem.input(problem + ", at character " + (place + 1) + " of: " + text);
    }
}
