package pxos.pixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Png;

/**
 * How a segment is laid out so that a strip can be added without touching the others.
 *
 * <pre>
 *   0    813  PNG signature, IHDR (960 wide, 8-bit palette), PLTE
 *   813   14  IDAT: 78 DA, the head of the zlib stream
 *   827   ..  IDAT, one for each strip: raw deflate, ended by a sync flush, refers to nothing before it
 *   -30   18  IDAT: 03 00, the last, empty deflate block, and the Adler-32 of all rows
 *   -12   12  IEND
 * </pre>
 */
final class Segment {
    /** Width of every strip in pixels. */
    static final int WIDTH = 960;

    /** A segment that would grow taller than this is closed: some programs refuse pictures over 16,000 rows. */
    static final int MAX_ROWS = 15_000;

    static final int HEAD_BYTES = 827;
    static final int TAIL_BYTES = 30;
    private static final int STRIDE = WIDTH + 1;
    private static final int ADLER_MODULUS = 65_521;
    private static final byte[] ZLIB_HEAD = {0x78, (byte) 0xDA};
    private static final byte[] ZLIB_END = {0x03, 0x00};

    /** Level 9 takes more than twice as long for half a percent less. */
    private static final int LEVEL = 8;

    private Segment() {}

    /** Everything before the first strip, for a picture of {@code rows} rows. */
    static byte[] head(int rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Png.header(WIDTH, rows));
        out.writeBytes(Png.chunk(Png.IDAT, ZLIB_HEAD));
        return out.toByteArray();
    }

    /** The end of a segment whose rows have that Adler-32. */
    static byte[] tail(int adler) {
        ByteBuffer end = ByteBuffer.allocate(6).put(ZLIB_END).putInt(adler);
        return ByteBuffer.allocate(TAIL_BYTES)
                .put(Png.chunk(Png.IDAT, end.array()))
                .put(Png.chunk(Png.IEND, new byte[0]))
                .array();
    }

    /**
     * The IDAT chunk of a strip. Its data band has a deflate block of its own: the band's pixels follow other
     * statistics, and mixing them would cost a tenth of the strip's size.
     */
    static byte[] chunk(DrawnStrip strip) throws IOException {
        byte[] rows = Png.rows(strip.canvas());
        int card = strip.cardRows() * STRIDE;
        Deflater deflater = new Deflater(LEVEL, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            // It is never closed, which would end the stream of deflated data.
            DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater, 8192, true);
            stream.write(rows, 0, card);
            stream.flush();
            stream.write(rows, card, rows.length - card);
            stream.flush();
            return Png.chunk(Png.IDAT, out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** The rows of one strip's IDAT data; empty where it is not a strip in this layout. */
    static Optional<Canvas> strip(byte[] file, int offset, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, offset, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream(STRIDE * 160);
            byte[] buffer = new byte[STRIDE * 64];
            int count;
            while ((count = inflater.inflate(buffer)) > 0 && out.size() <= STRIDE * MAX_ROWS) {
                out.write(buffer, 0, count);
            }
            return inflater.finished() || inflater.getRemaining() > 0 ? Optional.empty() : canvas(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static Optional<Canvas> canvas(byte[] rows) {
        int height = rows.length / STRIDE;
        if (height == 0 || height > MAX_ROWS || rows.length % STRIDE != 0) {
            return Optional.empty();
        }
        byte[] pixels = new byte[height * WIDTH];
        for (int y = 0; y < height; y++) {
            if (rows[y * STRIDE] != 0) {
                return Optional.empty();
            }
            System.arraycopy(rows, y * STRIDE + 1, pixels, y * WIDTH, WIDTH);
        }
        return Optional.of(new Canvas(WIDTH, height, pixels));
    }

    /** The Adler-32 of the strips' rows. */
    static int adler(List<DrawnStrip> strips) {
        Adler32 adler = new Adler32();
        strips.forEach(strip -> adler.update(Png.rows(strip.canvas())));
        return (int) adler.getValue();
    }

    /**
     * The Adler-32 of two byte sequences, one after the other, from that of each (RFC 1950, section 2.2, for the sums).
     *
     * @param secondRows rows of pixels in the second
     */
    static int combine(int first, int second, int secondRows) {
        long length = (long) secondRows * STRIDE % ADLER_MODULUS;
        long firstA = first & 0xFFFF;
        long firstB = first >>> 16;
        long a = (firstA + (second & 0xFFFF) + ADLER_MODULUS - 1) % ADLER_MODULUS;
        long b = (firstB + (second >>> 16) + length * (firstA + ADLER_MODULUS - 1)) % ADLER_MODULUS;
        return (int) (b << 16 | a);
    }
}
