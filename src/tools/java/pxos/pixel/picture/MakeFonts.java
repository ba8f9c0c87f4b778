package pxos.pixel.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Makes the font resources of this package, once: run it by hand when a typeface or a size is to change, with
 * {@code java src/tools/java/pxos/pixel/picture/MakeFonts.java src/main/resources/pxos/pixel/picture}.
 *
 * <p>Needs Debian's {@code fonts-dejavu-core} and {@code console-setup-linux}.
 */
final class MakeFonts {
    /** "PXF1", as the resource begins; see {@code Typeface}. */
    private static final int MARKER = 0x50584631;

    private static final Path DEJAVU = Path.of("/usr/share/fonts/truetype/dejavu");
    private static final Path CONSOLE_FONTS = Path.of("/usr/share/consolefonts");
    private static final int[][] CODE_POINTS = {
        {0x20, 0x7E},
        {0xA0, 0x17F},
        {0x192, 0x192},
        {0x218, 0x21B},
        {0x2C6, 0x2DD},
        {0x370, 0x3FF},
        {0x400, 0x45F},
        {0x490, 0x491},
        {0x1E80, 0x1E85},
        {0x2010, 0x2027},
        {0x2030, 0x203A},
        {0x20AC, 0x20AC},
        {0x2116, 0x2122},
        {0x2190, 0x2195},
        {0x21D2, 0x21D4},
        {0x2200, 0x221E},
        {0x2248, 0x2265},
        {0x2302, 0x2302},
        {0x2500, 0x257F},
        {0x2580, 0x259F},
        {0x25A0, 0x25CF},
        {0x2605, 0x2606},
        {0x263A, 0x263C},
        {0x2660, 0x2666},
        {0x266A, 0x266B},
        {0x2713, 0x2718},
        {0xFFFD, 0xFFFD}
    };

    private MakeFonts() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Files.write(folder.resolve("sans-12.font"), typeface("DejaVuSans.ttf", 12));
        Files.write(folder.resolve("sans-bold-15.font"), typeface("DejaVuSans-Bold.ttf", 15));
        Files.write(folder.resolve("mono-11.font"), typeface("DejaVuSansMono.ttf", 11));
        Files.write(folder.resolve("vga-8x16.font"), vga());
    }

    /** Header, a table of glyphs by code point, then coverage in nibbles; see {@code Typeface}. */
    private static byte[] typeface(String file, int sizePx) throws Exception {
        Font font = Font.createFont(Font.TRUETYPE_FONT, new File(DEJAVU.toFile(), file))
                .deriveFont((float) sizePx);
        FontRenderContext context = new FontRenderContext(
                null, RenderingHints.VALUE_TEXT_ANTIALIAS_ON, RenderingHints.VALUE_FRACTIONALMETRICS_OFF);
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        ByteArrayOutputStream coverage = new ByteArrayOutputStream();
        int count = 0;
        for (int[] range : CODE_POINTS) {
            for (int codePoint = range[0]; codePoint <= range[1]; codePoint++) {
                if (font.canDisplay(codePoint)) {
                    glyph(font, context, codePoint, new DataOutputStream(table), coverage);
                    count++;
                }
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        out.writeInt(MARKER);
        out.writeByte(sizePx);
        out.writeByte(Math.round(font.getLineMetrics("Ag", context).getAscent()));
        out.writeShort(count);
        table.writeTo(out);
        coverage.writeTo(out);
        return all.toByteArray();
    }

    private static void glyph(
            Font font, FontRenderContext context, int codePoint, DataOutputStream table, ByteArrayOutputStream coverage)
            throws IOException {
        GlyphVector vector = font.createGlyphVector(context, Character.toChars(codePoint));
        int advance = Math.round(vector.getGlyphMetrics(0).getAdvanceX());
        int box = 64;
        BufferedImage image = new BufferedImage(box, box, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.drawGlyphVector(vector, 20, 32);
        graphics.dispose();
        int[] bounds = {box, box, -1, -1};
        for (int y = 0; y < box; y++) {
            for (int x = 0; x < box; x++) {
                if (sample(image, x, y) > 0) {
                    bounds[0] = Math.min(bounds[0], x);
                    bounds[1] = Math.min(bounds[1], y);
                    bounds[2] = Math.max(bounds[2], x);
                    bounds[3] = Math.max(bounds[3], y);
                }
            }
        }
        boolean blank = bounds[2] < 0;
        int width = blank ? 0 : bounds[2] - bounds[0] + 1;
        int height = blank ? 0 : bounds[3] - bounds[1] + 1;
        table.writeInt(codePoint);
        table.writeByte(advance);
        table.writeByte(blank ? 0 : bounds[0] - 20);
        table.writeByte(blank ? 0 : bounds[1] - 32);
        table.writeByte(width);
        table.writeByte(height);
        table.writeInt(coverage.size());
        int pending = -1;
        for (int i = 0; i < width * height; i++) {
            int level = sample(image, bounds[0] + i % width, bounds[1] + i / width);
            if (pending < 0) {
                pending = level;
            } else {
                coverage.write(pending << 4 | level);
                pending = -1;
            }
        }
        if (pending >= 0) {
            coverage.write(pending << 4);
        }
    }

    private static int sample(BufferedImage image, int x, int y) {
        return Math.round(image.getRaster().getSample(x, y, 0) * 15 / 255f);
    }

    /** 256 glyphs in the order of code page 437, 16 bytes each, the leftmost pixel in the highest bit. */
    private static byte[] vga() throws IOException {
        Map<Integer, byte[]> glyphs = new HashMap<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(CONSOLE_FONTS, "*-VGA16.psf.gz")) {
            stream.forEach(files::add);
        }
        files.sort(null);
        for (Path file : files) {
            if (!file.getFileName().toString().contains("Terminus")) {
                readPsf(file, glyphs);
            }
        }
        glyphs.put((int) '►', arrow(false));
        glyphs.put((int) '◄', arrow(true));
        String low = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼";
        byte[] font = new byte[256 * 16];
        for (int code = 0; code < 256; code++) {
            int codePoint = code < 32
                    ? low.charAt(code)
                    : code == 127 ? '⌂' : new String(new byte[] {(byte) code}, Charset.forName("IBM437")).charAt(0);
            byte[] glyph = glyphs.get(codePoint == 0xA0 ? ' ' : codePoint);
            if (glyph == null) {
                System.err.printf("no glyph for %02X %s%n", code, Character.toString(codePoint));
            } else {
                System.arraycopy(glyph, 0, font, code * 16, 16);
            }
        }
        return font;
    }

    /** The two triangles that the console fonts lack. */
    private static byte[] arrow(boolean left) {
        byte[] bits = new byte[16];
        for (int row = 2; row <= 12; row++) {
            int length = 1 + (row <= 7 ? row - 2 : 12 - row) * 7 / 5;
            int line = 0xFF00 >> length & 0xFF;
            bits[row] = (byte) (left ? Integer.reverse(line) >>> 24 : line);
        }
        return bits;
    }

    private static void readPsf(Path file, Map<Integer, byte[]> glyphs) throws IOException {
        byte[] psf;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            psf = in.readAllBytes();
        }
        boolean second = (psf[0] & 0xFF) == 0x72;
        int count = second ? psf[16] & 0xFF | (psf[17] & 0xFF) << 8 : (psf[2] & 1) != 0 ? 512 : 256;
        int header = second ? 32 : 4;
        int at = header + count * 16;
        for (int glyph = 0; glyph < count; glyph++) {
            byte[] bits = java.util.Arrays.copyOfRange(psf, header + glyph * 16, header + glyph * 16 + 16);
            if (second) {
                int end = at;
                while ((psf[end] & 0xFF) != 0xFF) {
                    end++;
                }
                new String(psf, at, end - at, StandardCharsets.UTF_8)
                        .codePoints()
                        .forEach(codePoint -> glyphs.putIfAbsent(codePoint, bits));
                at = end + 1;
            } else {
                int unit;
                while ((unit = psf[at] & 0xFF | (psf[at + 1] & 0xFF) << 8) != 0xFFFF) {
                    glyphs.putIfAbsent(unit, bits);
                    at += 2;
                }
                at += 2;
            }
        }
    }
}
