package pxos.pixel.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pxos.pixel.picture.Palette.Ramp;

/**
 * A typeface in one size, rasterised beforehand, so that text has the same pixels on every machine.
 *
 * <pre>
 * resource, big-endian:
 *   0  4  marker "PXF1"
 *   4  1  size in pixels
 *   5  1  ascent in pixels
 *   6  2  number of glyphs
 *   8  13 a glyph, by ascending code point: code point 4, advance 1, left 1, top 1 (from the baseline), width 1,
 *         height 1, offset of its coverage 4
 *         then the coverage of all glyphs, row by row, two pixels a byte, 0 to 15
 * </pre>
 */
final class Typeface {
    /** The 12-pixel face for running text. */
    static final Typeface SANS = new Typeface("sans-12.font");

    /** The 15-pixel bold face for titles. */
    static final Typeface BOLD = new Typeface("sans-bold-15.font");

    /** The 11-pixel fixed-width face for code, bytes and evidence. */
    static final Typeface MONO = new Typeface("mono-11.font");

    private static final int MARKER = 0x50584631;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 13;
    private static final int REPLACEMENT = 0xFFFD;

    private final ByteBuffer data;
    private final int coverage;

    /** Where the entry of each glyph begins, by code point. */
    private final Map<Integer, Integer> entries = new HashMap<>();

    private Typeface(String resource) {
        data = ByteBuffer.wrap(resource(resource));
        if (data.getInt(0) != MARKER) {
            throw new IllegalStateException("not a typeface resource");
        }
        int count = data.getShort(6) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = HEADER_BYTES + i * ENTRY_BYTES;
            entries.put(data.getInt(entry), entry);
        }
        coverage = HEADER_BYTES + count * ENTRY_BYTES;
    }

    private int advance(int codePoint) {
        return data.get(entry(codePoint) + 4);
    }

    /** Width of the text in pixels. */
    int width(String text) {
        return text.codePoints().map(this::advance).sum();
    }

    /** The text, or its beginning and an ellipsis where it is wider than {@code widthPx}. */
    String clip(String text, int widthPx) {
        return width(text) <= widthPx
                ? text
                : text.substring(0, fitting(text, widthPx - advance('…'))).stripTrailing() + "…";
    }

    /** At most {@code maxLines} lines, broken at blanks where possible; the last ends in an ellipsis when cut. */
    List<String> wrap(String text, int widthPx, int maxLines) {
        List<String> lines = new ArrayList<>();
        String rest = oneLine(text);
        while (!rest.isEmpty() && lines.size() < maxLines - 1 && width(rest) > widthPx) {
            int fitting = fitting(rest, widthPx);
            int blank = rest.lastIndexOf(' ', fitting);
            int end = blank > 0 ? blank : Math.max(fitting, Character.charCount(rest.codePointAt(0)));
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty()) {
            lines.add(clip(rest, widthPx));
        }
        return lines;
    }

    /** How many characters from the beginning of the text on fit into {@code widthPx}. */
    private int fitting(String text, int widthPx) {
        int room = widthPx;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            room -= advance(codePoint);
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /** The text on one line: control characters and runs of blanks become one blank. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{javaWhitespace}\\p{javaISOControl}]+", " ").strip();
    }

    /** Draws one line of text; {@code y} is its baseline. Returns the x after the text. */
    int draw(Canvas canvas, Ramp ramp, int x, int y, String text) {
        int at = x;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int entry = entry(codePoint);
            drawGlyph(canvas, ramp, at + data.get(entry + 5), y + data.get(entry + 6), entry);
            at += data.get(entry + 4);
        }
        return at;
    }

    private void drawGlyph(Canvas canvas, Ramp ramp, int left, int top, int entry) {
        int width = data.get(entry + 7);
        int pixels = width * data.get(entry + 8);
        int first = coverage + data.getInt(entry + 9);
        for (int i = 0; i < pixels; i++) {
            int pair = data.get(first + i / 2);
            int level = i % 2 == 0 ? pair >> 4 & 15 : pair & 15;
            if (level != 0) {
                canvas.set(left + i % width, top + i / width, ramp.at(level));
            }
        }
    }

    private int entry(int codePoint) {
        return entries.getOrDefault(codePoint, entries.get(REPLACEMENT));
    }

    /** The bytes of a resource of this package. */
    static byte[] resource(String name) {
        try (InputStream in = Typeface.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
