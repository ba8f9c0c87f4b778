package pxos.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a terminal sends for keys (XTerm Control Sequences, PC-style function keys), in the notation of scenarios.
 */
final class TypedKeys {

    /** Stands for the key that leaves. */
    static final String LEAVE = "";

    /** Ctrl-C and, as in telnet, Ctrl-]. */
    private static final String LEAVING = "\003\035";

    private static final Map<String, String> FINAL = named("A Up", "B Down", "C Right", "D Left", "H Home", "F End");
    private static final Map<String, String> SS3 = named("P F1", "Q F2", "R F3", "S F4");
    private static final Map<String, String> NUMBERED = named(
            "1 Home",
            "2 Insert",
            "3 Delete",
            "4 End",
            "5 PageUp",
            "6 PageDown",
            "7 Home",
            "8 End",
            "11 F1",
            "12 F2",
            "13 F3",
            "14 F4",
            "15 F5",
            "17 F6",
            "18 F7",
            "19 F8",
            "20 F9",
            "21 F10",
            "23 F11",
            "24 F12");

    /** A function key, a letter with Alt, a control character or any other one. */
    private static final Pattern TOKEN = Pattern.compile("(?s)\033\\[(?<number>[0-9]*)(?:;[0-9]+)*(?<end>[~A-Z])"
            + "|\033O(?<ss3>[A-Z])|\033(?<alt>[ -~])|(?<plain>.)");

    private TypedKeys() {}

    private static Map<String, String> named(String... pairs) {
        return Stream.of(pairs)
                .map(pair -> pair.split(" "))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /**
     * The keys of what was read at once; {@link #LEAVE} for the one that leaves. Bytes that no key sends are passed over.
     */
    static List<String> of(byte[] read) {
        List<String> keys = new ArrayList<>();
        Matcher token = TOKEN.matcher(new String(read, StandardCharsets.ISO_8859_1));
        while (token.find()) {
            String key = key(token);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static String key(Matcher token) {
        if (token.group("end") != null) {
            String end = token.group("end");
            return braced(end.equals("~") ? NUMBERED.get(token.group("number")) : FINAL.get(end));
        }
        if (token.group("ss3") != null) {
            String letter = token.group("ss3");
            return braced(SS3.getOrDefault(letter, FINAL.get(letter)));
        }
        if (token.group("alt") != null) {
            return "{Alt+" + token.group("alt") + "}";
        }
        return plain(token.group("plain").charAt(0));
    }

    private static String braced(String name) {
        return name == null ? null : "{" + name + "}";
    }

    private static String plain(char character) {
        if (LEAVING.indexOf(character) >= 0) {
            return LEAVE;
        }
        return switch (character) {
            case '\r', '\n' -> "{Enter}";
            case '\t' -> "{Tab}";
            case 0x08, 0x7F -> "{Backspace}";
            case 0x1B -> "{Esc}";
            case '{' -> "{{";
            default -> {
                if (character >= ' ' && character < 0x7F) {
                    yield String.valueOf(character);
                }
                yield character >= 1 && character <= 26 ? "{Ctrl+" + (char) ('a' + character - 1) + "}" : null;
            }
        };
    }
}
