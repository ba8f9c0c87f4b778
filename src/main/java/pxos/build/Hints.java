package pxos.build;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.build.feature.TemplateLibrary;

/** The right form for an error that only says what is wrong. */
final class Hints {

    private static final Pattern UNKNOWN_SYMBOL = Pattern.compile(
            "symbol [`']([\\w.]+)' (?:not defined|undefined)|unknown label '([\\w.]+)'|the hook's label '([\\w.]+)' is not defined");
    private static final int MOST_LABELS = 8;
    private static final Pattern UNKNOWN_TEMPLATE = Pattern.compile("there is no template '([\\w.]+)'");

    /** What NASM says, and what it means to somebody who slipped. */
    private static final Map<Pattern, String> MEANINGS = Map.of(
            Pattern.compile("operation size not specified"), "say byte or word: mov byte [x], 0",
            Pattern.compile("invalid combination of opcode and operands"),
                    "both operands must have one size; one must be a register of the right kind: a segment register takes no number (mov ax, 0 / mov"
                            + " es, ax), memory takes no memory, and only BX, BP, SI and DI stand in brackets",
            Pattern.compile("invalid 16-bit effective address"),
                    "only [BX], [BP], [SI], [DI], and BX or BP with SI or DI, each with a number",
            Pattern.compile("short jump is out of range"),
                    "it reaches from -128 to 127 bytes: leave short out, or jump over a jmp with the opposite condition",
            Pattern.compile("mismatch in operand sizes"),
                    "both must have one size: movzx ax, bl makes a word of a byte",
            Pattern.compile("unable to find|undefined instruction|parser: instruction expected|expecting"),
                    "NASM syntax: one instruction a line, a comment after ;",
            Pattern.compile("defined twice|inconsistently redefined"),
                    "give each label once, in a TEXT, a DEFINE or the code",
            Pattern.compile("is not in the vocabulary|unknown expectation"),
                    "for a text on the screen: contains \"T\"; for a whole row: row \"T\"");

    private final Set<String> theOs;
    private final Set<String> own;
    private final TemplateLibrary library;

    /**
     * @param theOs labels of the OS
     * @param own labels of the answer
     */
    Hints(Set<String> theOs, Set<String> own, TemplateLibrary library) {
        this.theOs = theOs;
        this.own = own;
        this.library = library;
    }

    /** The error with the right form, if there is one. */
    String added(String error) throws IOException {
        Matcher symbol = UNKNOWN_SYMBOL.matcher(error);
        if (symbol.find()) {
            String name = symbol.group(1) != null
                    ? symbol.group(1)
                    : symbol.group(2) != null ? symbol.group(2) : symbol.group(3);
            Optional<String> form = OtherNames.form(name);
            if (form.isPresent()) {
                return error + " (" + form.get() + ")";
            }
            Optional<String> nearest = nearestSymbol(name);
            return nearest.isPresent() || own.isEmpty()
                    ? with(error, nearest)
                    : error + " (labels of this answer: "
                            + own.stream().sorted().limit(MOST_LABELS).collect(Collectors.joining(", ")) + ")";
        }
        Matcher template = UNKNOWN_TEMPLATE.matcher(error);
        if (template.find()) {
            return with(error, nearest(template.group(1), library.names()));
        }
        return MEANINGS.entrySet().stream()
                .filter(meaning -> meaning.getKey().matcher(error).find())
                .findFirst()
                .map(meaning -> error + " (" + meaning.getValue() + ")")
                .orElse(error);
    }

    private static String with(String error, Optional<String> nearest) {
        return nearest.filter(name -> !error.contains("did you mean"))
                .map(name -> error + " (did you mean '" + name + "'?)")
                .orElse(error);
    }

    private Optional<String> nearestSymbol(String name) throws IOException {
        Optional<String> meant = OtherNames.meant(name);
        if (meant.isPresent()) {
            return meant;
        }
        Set<String> all = new LinkedHashSet<>(theOs);
        all.addAll(own);
        for (String template : library.names()) {
            if (library.find(template).orElseThrow().routine()) {
                all.add(template);
            }
        }
        return nearest(name, List.copyOf(all));
    }

    /** The name with the fewest letters that differ; none where half of them do. */
    private static Optional<String> nearest(String name, List<String> all) {
        return all.stream()
                .filter(other -> !other.equals(name))
                .min(Comparator.<String>comparingInt(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(other -> 2 * distance(name, other) <= name.length());
    }

    /** Letters to insert, delete or replace (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
