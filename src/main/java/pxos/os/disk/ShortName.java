package pxos.os.disk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of up to 8 characters with an extension of up to 3, in capitals.
 *
 * <p>Letters, digits and {@code !#$%&'()-@^_`{}~} are allowed (Microsoft's FAT specification, "File Names"). Small
 * letters become capitals. Any other name is refused, since a shortened name would be a name that nobody gave.
 *
 * @param base 1 to 8 characters
 * @param extension 0 to 3 characters
 */
public record ShortName(String base, String extension) {

    private static final String ALLOWED = "[A-Z0-9!#$%&'()@^_`{}~-]";
    private static final Pattern FORM = Pattern.compile("(" + ALLOWED + "{1,8})(?:\\.(" + ALLOWED + "{0,3}))?");
    /** A first byte of E5h would mean a deleted entry; no character that is allowed here has that code. */
    private static final int FIELD_BYTES = 11;

    public ShortName {
        if (!FORM.matcher(base + "." + extension).matches()) {
            throw new IllegalArgumentException("'" + base + "." + extension + "' is not a name of 8.3 characters");
        }
    }

    /** The name that {@code text} is, in any letter case; empty where it is not one. */
    public static Optional<ShortName> of(String text) {
        Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
        return form.matches()
                ? Optional.of(new ShortName(form.group(1), Objects.requireNonNullElse(form.group(2), "")))
                : Optional.empty();
    }

    /** The 11 bytes of a directory entry: base and extension, filled up with blanks. */
    public byte[] field() {
        return String.format("%-8s%-3s", base, extension).getBytes(StandardCharsets.US_ASCII);
    }

    /** As a directory entry names it; any bytes, since other programs may have written them. */
    static String text(byte[] bytes, int offset) {
        String field = new String(bytes, offset, FIELD_BYTES, StandardCharsets.ISO_8859_1);
        return text(field.substring(0, 8).stripTrailing(), field.substring(8).stripTrailing());
    }

    private static String text(String base, String extension) {
        return extension.isEmpty() ? base : base + "." + extension;
    }

    @Override
    public String toString() {
        return text(base, extension);
    }
}
