package pxos.pixel.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes palette pictures at the level of PNG chunks (PNG specification, second edition, sections 5 and 11). */
public final class Png {
    public static final int IHDR = 0x49484452;
    public static final int PLTE = 0x504C5445;
    public static final int IDAT = 0x49444154;
    public static final int IEND = 0x49454E44;

    /** Length, type and CRC of a chunk, in bytes. */
    public static final int CHUNK_OVERHEAD = 12;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int COLOUR_TYPE_PALETTE = 3;
    private static final int LEVEL = 3;

    private Png() {}

    /** A whole PNG of the canvas, in the colours of {@link Palette}. */
    public static byte[] encode(Canvas canvas) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(canvas.width(), canvas.height()));
        out.writeBytes(chunk(IDAT, zlib(rows(canvas))));
        out.writeBytes(chunk(IEND, new byte[0]));
        return out.toByteArray();
    }

    /** Signature, IHDR and PLTE of an 8-bit palette picture in the colours of {@link Palette}. */
    public static byte[] header(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.writeBytes(chunk(
                IHDR,
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put((byte) COLOUR_TYPE_PALETTE)
                        .array()));
        out.writeBytes(chunk(PLTE, Palette.plte()));
        return out.toByteArray();
    }

    /** A chunk: length, type, data, CRC-32 of type and data. */
    public static byte[] chunk(int type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_OVERHEAD + data.length);
        chunk.putInt(data.length).putInt(type).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** The name of a chunk type, such as {@code IDAT}. */
    public static String name(int type) {
        return new String(ByteBuffer.allocate(4).putInt(type).array(), StandardCharsets.ISO_8859_1);
    }

    /** The canvas's rows as PNG wants them: a filter byte of 0 before each. */
    public static byte[] rows(Canvas canvas) {
        int stride = canvas.width() + 1;
        byte[] rows = new byte[stride * canvas.height()];
        for (int y = 0; y < canvas.height(); y++) {
            System.arraycopy(canvas.pixels(), y * canvas.width(), rows, y * stride + 1, canvas.width());
        }
        return rows;
    }

    private static byte[] zlib(byte[] data) {
        // The usual level takes three times as long for a third less.
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
