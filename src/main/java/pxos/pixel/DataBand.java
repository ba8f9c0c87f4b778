package pxos.pixel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Png;

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
 *      32  .. payload: JSON in UTF-8, deflated in zlib format with a preset dictionary (RFC 1950)
 * </pre>
 *
 * Numbers are big-endian. Value n is the grey 17 n; 480 bytes a row; see {@code pxvm/PIXEL_NETWORK.md}.
 *
 * @param row where the band begins in the picture
 * @param version of the format; a reader leaves other versions than its own alone
 * @param kind run or overview
 * @param stripRows height of the whole strip
 * @param cardRows rows of the strip above the band
 * @param storedBytes length of the deflated payload
 * @param inflatedBytes length of the JSON text
 * @param crc CRC-32 of the deflated payload
 */
record DataBand(
        int row, int version, int kind, int stripRows, int cardRows, int storedBytes, int inflatedBytes, int crc) {
    static final byte VERSION = 1;
    static final byte KIND_RUN = 1;
    static final byte KIND_OVERVIEW = 2;
    static final int BYTES_PER_ROW = Segment.WIDTH / 2;
    static final int HEADER_BYTES = 32;

    /** Upper bound of an inflated payload; a strip that claims more is damaged. */
    static final int MAX_PAYLOAD_BYTES = 4 << 20;

    /**
     * What records have in common; part of the format and written down in {@code pxvm/PIXEL_NETWORK.md}. It saves a
     * fifth of a record.
     */
    private static final byte[] DICTIONARY = String.join(
                    "",
                    "ERRORSKIPPED\",\"stage\":\"build\",\"stage\":\"test\",\"hint\":\"Run again with --wanted row \\\"got row \\",
                    "\"cursor scenario '\"evidence\":[\"SeaBIOS (version 1.16.2-debian-1.16.2-1)\",\"\",\"iPXE Booting fr",
                    "om Hard Disk...Booting from Floppy...\",\"\",\"\",\"\",\"\",\"Error: Unknown command 'help clear reboo",
                    "t echo ver pxOS v1\",\"pxOS v1> \"],\"screenBefore\":[\"\",\"changes\":[\"+7E00-7E\",\"~7FE0-7FE1\"],\"lis",
                    "ting\":[\"; call putc ; mov si, ; mov al, ; db ; ret ; jmp ; int 10h\",\"DEFINE \",\"WRITE 7E00 WR",
                    "ITE 7F],\"features\":[\"hello_message\",\"line_editor\",\"command_parser\"],\"plan\":\"Compose the temp",
                    "late \"bytes\":[\"7E00-7E\",\"7FE0-7FE1\"],\"checksPassed\":1,\"checksTotal\":1,\"screen\":[\"\"attempts\":",
                    "1,\"tokens\":1,\"durationMs\":4{\"runId\":\"run_17\",\"time\":\"2026-11-23T00:00:00.000Z\",\"goal\":\"Add c",
                    "ommand to \",\"milestone\":\"M\",\"generator\":\"lm-studio:recipes\",\"verdict\":\"FAIL\",\"verdict\":\"PASS",
                    "\",")
            .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] MARKER = {'P', 'X', 'N', 'E', 'T', 0x0D, 0x1A, 0x0A};

    static int rowsFor(int storedBytes) {
        return (HEADER_BYTES + storedBytes + BYTES_PER_ROW - 1) / BYTES_PER_ROW;
    }

    /** Draws header and payload into the band, which is the rows of the strip from {@code cardRows} on. */
    static void write(Canvas strip, int cardRows, int kind, byte[] stored, int inflatedBytes) {
        ByteBuffer band = ByteBuffer.allocate(HEADER_BYTES + stored.length);
        band.put(MARKER).put(VERSION).put((byte) kind);
        band.putShort((short) strip.height()).putShort((short) cardRows).putShort((short) 0);
        band.putInt(stored.length).putInt(inflatedBytes).putInt(Png.crc(stored, 0, stored.length));
        band.putInt(Png.crc(band.array(), 0, HEADER_BYTES - 4)).put(stored);
        int pixel = cardRows * Segment.WIDTH;
        for (byte value : band.array()) {
            strip.pixels()[pixel++] = (byte) (value >> 4 & 15);
            strip.pixels()[pixel++] = (byte) (value & 15);
        }
    }

    /** The lowest band that begins above row {@code bottom}, if there is one. */
    static Optional<DataBand> lowest(Canvas picture, int bottom) {
        return IntStream.iterate(bottom - 1, row -> row >= 0, row -> row - 1)
                .mapToObj(row -> at(picture, row))
                .flatMap(Optional::stream)
                .filter(band -> band.top() >= 0)
                .findFirst();
    }

    private static Optional<DataBand> at(Canvas picture, int row) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(picture, row, HEADER_BYTES));
        boolean marked = bytes.slice(0, MARKER.length).equals(ByteBuffer.wrap(MARKER));
        if (!marked || Png.crc(bytes.array(), 0, HEADER_BYTES - 4) != bytes.getInt(28)) {
            return Optional.empty();
        }
        DataBand band = new DataBand(
                row,
                bytes.get(8) & 0xFF,
                bytes.get(9) & 0xFF,
                bytes.getShort(10) & 0xFFFF,
                bytes.getShort(12) & 0xFFFF,
                bytes.getInt(16),
                bytes.getInt(20),
                bytes.getInt(24));
        return Optional.of(band).filter(DataBand::plausible);
    }

    /** The bytes that the pixels hold from the beginning of a row on; a pixel without a data grey counts as 0. */
    private static byte[] bytes(Canvas picture, int row, int count) {
        byte[] bytes = new byte[count];
        byte[] pixels = picture.pixels();
        int pixel = row * picture.width();
        for (int i = 0; i < count && pixel + 1 < pixels.length; i++) {
            bytes[i] = (byte) (nibble(pixels[pixel++]) << 4 | nibble(pixels[pixel++]));
        }
        return bytes;
    }

    private static int nibble(byte index) {
        return (index & 0xF0) == 0 ? index : 0;
    }

    private boolean plausible() {
        long room = (long) bandRows() * BYTES_PER_ROW - HEADER_BYTES;
        boolean fits =
                storedBytes >= 0 && storedBytes <= room && inflatedBytes >= 0 && inflatedBytes <= MAX_PAYLOAD_BYTES;
        return stripRows > cardRows && (fits || !known());
    }

    /** Whether this program reads bands of this version and kind. */
    boolean known() {
        return version == VERSION && (kind == KIND_RUN || kind == KIND_OVERVIEW);
    }

    /** First row of the band's strip. */
    int top() {
        return row - cardRows;
    }

    private int bandRows() {
        return stripRows - cardRows;
    }

    /** The inflated payload; empty where its checksum or its content is wrong. */
    Optional<byte[]> payload(Canvas picture) {
        if (row + bandRows() > picture.height()) {
            return Optional.empty();
        }
        byte[] bytes = bytes(picture, row, HEADER_BYTES + storedBytes);
        return Png.crc(bytes, HEADER_BYTES, storedBytes) == crc
                ? inflate(bytes, HEADER_BYTES, storedBytes, inflatedBytes)
                : Optional.empty();
    }

    static byte[] deflate(byte[] payload) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setDictionary(DICTIONARY);
        return Png.deflate(deflater, payload);
    }

    /** The payload of exactly {@code inflatedBytes} bytes; empty where the stored one is damaged. */
    static Optional<byte[]> inflate(byte[] bytes, int offset, int storedBytes, int inflatedBytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, offset, storedBytes);
            byte[] payload = new byte[inflatedBytes];
            int length = inflater.inflate(payload);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(DICTIONARY);
                length = inflater.inflate(payload);
            }
            return length == inflatedBytes ? Optional.of(payload) : Optional.empty();
        } catch (DataFormatException | IllegalArgumentException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
