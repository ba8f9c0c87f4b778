package pxos.os.disk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A name of up to 8 characters with an extension of up to 3, in capitals.
 *
 * <p>Letters, digits and {@code !#$%&'()-@^_`{}~} are allowed (Microsoft's FAT specification, "File Names"). Small letters
 * become capitals. Any other name is refused: a name that was shortened would be a name that nobody gave.
 *
 * @param base 1 to 8 characters
 * @param extension 0 to 3 characters
 */
public record ShortName(String base, String extension) {

    private static final String ALLOWED = "[A-Z0-9!#$%&'()@^_`{}~-]";
    /** A first byte of E5h would mean a deleted entry; no character that is allowed here has that code. */
    private static final int FIELD_BYTES = 11;

    public ShortName {
        if (!base.matches(ALLOWED + "{1,8}") || !extension.matches(ALLOWED + "{0,3}")) {
            throw new IllegalArgumentException(
                    "'" + base + (extension.isEmpty() ? "" : "." + extension) + "' is not a name of 8.3 characters");
        }
    }

    /** The name that {@code text} is, in any letter case; empty where it is not one. */
    public static Optional<ShortName> of(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        int dot = upper.indexOf('.');
        try {
            return Optional.of(
                    dot < 0
                            ? new ShortName(upper, "")
                            : new ShortName(upper.substring(0, dot), upper.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The 11 bytes of a directory entry: base and extension, filled up with blanks. */
    public byte[] field() {
        return (filled(base, 8) + filled(extension, 3)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Filled up with blanks, as names are in a directory. */
    static String filled(String text, int length) {
        return text + " ".repeat(Math.max(0, length - text.length()));
    }

    /** As a directory entry names it; any bytes, since other programs may have written them. */
    static String text(byte[] bytes, int offset) {
        String field = new String(bytes, offset, FIELD_BYTES, StandardCharsets.ISO_8859_1);
        String base = field.substring(0, 8).stripTrailing();
        String extension = field.substring(8).stripTrailing();
        return extension.isEmpty() ? base : base + "." + extension;
    }

    @Override
    public String toString() {
        return extension.isEmpty() ? base : base + "." + extension;
    }
}
