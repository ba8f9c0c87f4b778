package pxos.pixel;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import pxos.pixel.picture.Canvas;

/**
 * The rows at the foot of a strip that carry its data, a nibble a pixel, high nibble first.
 *
 * <pre>
 * byte  0  8  marker "PXNET" 0D 1A 0A
 *       8  1  version, 1
 *       9  1  kind: 1 = run, 2 = overview
 *      10  2  height of the strip in rows
 *      12  2  height of its card, which is where the band begins
 *      14  2  0
 *      16  4  length of the payload as stored
 *      20  4  length of the payload once inflated
 *      24  4  CRC-32 of the payload as stored
 *      28  4  CRC-32 of bytes 0 to 27
 *      32  .. payload: JSON in UTF-8, deflated as {@link Payload} says
 * </pre>
 *
 * Numbers are big-endian. Value n is the grey 17 n; 480 bytes a row; {@code pxvm/PIXEL_NETWORK.md} tells the rest.
 */
final class DataBand {
    static final byte VERSION = 1;
    static final byte KIND_RUN = 1;
    static final byte KIND_OVERVIEW = 2;
    static final int BYTES_PER_ROW = Segment.WIDTH / 2;
    static final int HEADER_BYTES = 32;

    /** Upper bound of an inflated payload; a strip that claims more is damaged. */
    static final int MAX_PAYLOAD_BYTES = 4 << 20;

    private static final byte[] MARKER = {'P', 'X', 'N', 'E', 'T', 0x0D, 0x1A, 0x0A};

    private DataBand() {}

    /**
     * What a band's first 32 bytes say.
     *
     * @param version of the format; a reader leaves other versions than its own alone
     * @param kind run or overview
     * @param stripRows height of the whole strip
     * @param cardRows rows of the strip above the band
     * @param storedBytes length of the deflated payload
     * @param inflatedBytes length of the JSON text
     * @param crc CRC-32 of the deflated payload
     */
    record Header(int version, int kind, int stripRows, int cardRows, int storedBytes, int inflatedBytes, int crc) {

        int bandRows() {
            return stripRows - cardRows;
        }

        private boolean plausible() {
            long room = (long) bandRows() * BYTES_PER_ROW - HEADER_BYTES;
            boolean tall = stripRows > cardRows;
            return tall && !known() || room >= 0 && fits(room);
        }

        boolean known() {
            return version == VERSION && (kind == KIND_RUN || kind == KIND_OVERVIEW);
        }

        private boolean fits(long room) {
            return storedBytes >= 0 && storedBytes <= room && inflatedBytes >= 0 && inflatedBytes <= MAX_PAYLOAD_BYTES;
        }
    }

    static int rowsFor(int storedBytes) {
        return (HEADER_BYTES + storedBytes + BYTES_PER_ROW - 1) / BYTES_PER_ROW;
    }

    /** The rows of a strip above its data band; all of them where it has none. */
    static int cardRows(Canvas strip) {
        for (int y = strip.height() - 1; y >= 0; y--) {
            if (markerAt(strip, y)) {
                return y;
            }
        }
        return strip.height();
    }

    private static boolean markerAt(Canvas strip, int y) {
        for (int i = 0; i < 2 * MARKER.length; i++) {
            int nibble = MARKER[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
            if (strip.get(i, y) != nibble) {
                return false;
            }
        }
        return true;
    }

    /** Draws header and payload into the canvas's rows from {@code cardRows} on, which are the band. */
    static void write(Canvas strip, int cardRows, int kind, byte[] stored, int inflatedBytes) {
        CRC32 crc = new CRC32();
        crc.update(stored);
        ByteBuffer band = ByteBuffer.allocate(HEADER_BYTES + stored.length);
        band.put(MARKER).put(VERSION).put((byte) kind);
        band.putShort((short) strip.height()).putShort((short) cardRows).putShort((short) 0);
        band.putInt(stored.length).putInt(inflatedBytes).putInt((int) crc.getValue());
        crc.reset();
        crc.update(band.array(), 0, HEADER_BYTES - 4);
        band.putInt((int) crc.getValue()).put(stored);
        int pixel = cardRows * Segment.WIDTH;
        for (byte value : band.array()) {
            strip.pixels()[pixel++] = (byte) (value >> 4 & 15);
            strip.pixels()[pixel++] = (byte) (value & 15);
        }
    }

    /** The header that begins at row {@code y}, if one does. */
    static Optional<Header> headerAt(Raster raster, int y) {
        if (!raster.startsWith(y, MARKER)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(raster.bytes(y, HEADER_BYTES));
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, HEADER_BYTES - 4);
        if ((int) crc.getValue() != bytes.getInt(28)) {
            return Optional.empty();
        }
        Header header = new Header(
                bytes.get(8) & 0xFF,
                bytes.get(9) & 0xFF,
                bytes.getShort(10) & 0xFFFF,
                bytes.getShort(12) & 0xFFFF,
                bytes.getInt(16),
                bytes.getInt(20),
                bytes.getInt(24));
        return header.plausible() ? Optional.of(header) : Optional.empty();
    }

    /** The inflated payload of the band at row {@code y}; empty where its checksum or its content is wrong. */
    static Optional<byte[]> payload(Raster raster, int y, Header header) {
        if (y + header.bandRows() > raster.height()) {
            return Optional.empty();
        }
        byte[] bytes = raster.bytes(y, HEADER_BYTES + header.storedBytes());
        CRC32 crc = new CRC32();
        crc.update(bytes, HEADER_BYTES, header.storedBytes());
        return (int) crc.getValue() == header.crc()
                ? Payload.inflate(bytes, HEADER_BYTES, header.storedBytes(), header.inflatedBytes())
                : Optional.empty();
    }
}
