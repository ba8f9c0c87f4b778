package pxos.scenario;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.os.MemoryMap;

/** Reads one item of a scenario's disk. */
final class DiskItemParser {

    static final String NUMBER = "{n}";
    private static final int MAX_FILES = 224;
    /** Bytes of all clusters of a 1.44 MB floppy with 18 reserved sectors. */
    private static final int MAX_BYTES = 2830 * 512;

    private static final int MAX_SECTOR = 2879;
    private static final int MAX_LONG_NAME = 100;
    private static final String NAME_CHARACTERS = "[A-Z0-9!#$%&'()@^_`{}~-]";
    private static final Pattern NAME = Pattern.compile(NAME_CHARACTERS + "{1,8}(\\." + NAME_CHARACTERS + "{1,3})?");
    private static final Pattern LABEL = Pattern.compile("[A-Z0-9_-]{1,11}");

    private final String text;
    private int index;

    DiskItemParser(String text) {
        this.text = text;
    }

    DiskItem parse() {
        DiskItem item = item();
        skipBlanks();
        if (index < text.length()) {
            throw wrong("unexpected text behind the item");
        }
        return item;
    }

    private DiskItem item() {
        skipBlanks();
        int start = index;
        int count = count(MAX_FILES);
        String name = word();
        if (name.equals("patch")) {
            return patch();
        }
        if (name.equals("unreadable")) {
            return new DiskItem.Unreadable(number(10, 0, MAX_SECTOR, "a sector"));
        }
        if (nextIs("label")) {
            return new DiskItem.Label(checked(LABEL, name, start, "a label has up to 11 capitals and digits"));
        }
        String longest = name.replace(NUMBER, String.valueOf(count));
        checked(NAME, longest, start, "a name has 8.3 characters, in capitals; known words are patch and unreadable");
        if (nextIs("directory")) {
            return new DiskItem.Directory(name);
        }
        if (count > 1 && !name.contains(NUMBER)) {
            throw ScenarioException.at(text, start, "the name of several files holds {n}");
        }
        return file(count, name);
    }

    private DiskItem file(int count, String name) {
        List<DiskItem.Piece> content = content();
        Set<DiskItem.Trait> traits = EnumSet.noneOf(DiskItem.Trait.class);
        String longName = "";
        for (skipBlanks(); index < text.length(); skipBlanks()) {
            if (nextIs("long")) {
                longName = longName();
            } else {
                traits.add(trait());
            }
        }
        return new DiskItem.Files(count, name, content, traits, longName);
    }

    private List<DiskItem.Piece> content() {
        List<DiskItem.Piece> pieces = new ArrayList<>();
        long size = 0;
        for (skipBlanks(); startsPiece(); skipBlanks()) {
            int times = count(MAX_BYTES);
            String content = quoted();
            size += (long) times * content.length();
            if (size > MAX_BYTES) {
                throw wrong("a file has at most " + MAX_BYTES + " bytes");
            }
            pieces.add(new DiskItem.Piece(content, times));
        }
        if (pieces.isEmpty()) {
            throw wrong("the file's text in double quotes is missing, or 'directory', or 'label'");
        }
        return pieces;
    }

    private boolean startsPiece() {
        return index < text.length() && (text.charAt(index) == '"' || Character.isDigit(text.charAt(index)));
    }

    private DiskItem.Trait trait() {
        int start = index;
        String word = word();
        for (DiskItem.Trait trait : DiskItem.Trait.values()) {
            if (trait.name().toLowerCase(Locale.ROOT).equals(word)) {
                return trait;
            }
        }
        throw ScenarioException.at(
                text,
                start,
                "unknown word '" + word
                        + "'; a file is fragmented, deleted, hidden, loop, free, bad or short, or has a long name");
    }

    private String longName() {
        skipBlanks();
        String name = quoted();
        if (name.isEmpty() || name.length() > MAX_LONG_NAME) {
            throw wrong("a long name has 1 to " + MAX_LONG_NAME + " characters");
        }
        return name;
    }

    private DiskItem patch() {
        int address = number(16, MemoryMap.SAFE_ZONE.first(), MemoryMap.EXTENDED_ZONE.last(), "an address");
        if (!nextIs("=")) {
            throw wrong("'=' is missing behind the address");
        }
        List<Integer> bytes = new ArrayList<>();
        do {
            bytes.add(number(16, 0, 0xFF, "a byte"));
            skipBlanks();
        } while (index < text.length());
        if (address + bytes.size() - 1 > MemoryMap.EXTENDED_ZONE.last()) {
            throw wrong("pxOS ends at " + String.format("%04X", MemoryMap.EXTENDED_ZONE.last()));
        }
        return new DiskItem.Patch(address, bytes);
    }

    /** A count and its {@code *}; 1 where there is none. */
    private int count(int max) {
        int end = index;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == index || end >= text.length() || text.charAt(end) != '*') {
            return 1;
        }
        String digits = text.substring(index, end);
        if (digits.length() > 7 || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > max) {
            throw wrong("a count is a number from 1 to " + max);
        }
        index = end + 1;
        return Integer.parseInt(digits);
    }

    private int number(int radix, int min, int max, String what) {
        skipBlanks();
        int start = index;
        String word = word();
        try {
            int value = Integer.parseInt(word, radix);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says what is wanted.
        }
        throw ScenarioException.at(
                text,
                start,
                String.format(
                        radix == 16 ? "%s is a hexadecimal number from %X to %X" : "%s is a number from %d to %d",
                        what,
                        min,
                        max));
    }

    private String quoted() {
        if (index >= text.length() || text.charAt(index) != '"') {
            throw wrong("a text in double quotes is missing");
        }
        int start = index++;
        StringBuilder content = new StringBuilder();
        while (index < text.length() && text.charAt(index) != '"') {
            char character = text.charAt(index++);
            content.append(character == '\\' ? escaped() : character);
            if (character > 0x7E || character < ' ') {
                throw ScenarioException.at(
                        text, index - 1, "a text holds characters from 20h to 7Eh, and \\n and the like");
            }
        }
        if (index >= text.length()) {
            throw ScenarioException.at(text, start, "a text in double quotes is never closed");
        }
        index++;
        return content.toString();
    }

    private char escaped() {
        char character = index < text.length() ? text.charAt(index++) : ' ';
        return switch (character) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case '"', '\\' -> character;
            default -> throw ScenarioException.at(text, index - 1, "behind \\ only n r t 0 \" or \\ can stand");
        };
    }

    private String checked(Pattern pattern, String word, int start, String wanted) {
        if (!pattern.matcher(word).matches()) {
            throw ScenarioException.at(text, start, wanted + (word.isEmpty() ? "" : ", not '" + word + "'"));
        }
        return word;
    }

    private boolean nextIs(String word) {
        skipBlanks();
        int end = index + word.length();
        boolean found = text.startsWith(word, index)
                && (end == text.length() || word.equals("=") || " \t\"".indexOf(text.charAt(end)) >= 0);
        index += found ? word.length() : 0;
        return found;
    }

    private String word() {
        int start = index;
        while (index < text.length() && " \t\"=".indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return text.substring(start, index);
    }

    private void skipBlanks() {
        while (index < text.length() && (text.charAt(index) == ' ' || text.charAt(index) == '\t')) {
            index++;
        }
    }

    private ScenarioException wrong(String problem) {
        return ScenarioException.at(text, index, problem);
    }
}
