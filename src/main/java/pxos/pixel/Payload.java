package pxos.pixel;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import pxos.pixel.picture.Png;

/** Deflates what a strip holds, in zlib format with a preset dictionary (RFC 1950), and inflates it again. */
final class Payload {
    /**
     * What records have in common; part of the format and written down in {@code pxvm/PIXEL_NETWORK.md}. It saves a
     * fifth of a record.
     */
    static final byte[] DICTIONARY = String.join(
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

    private Payload() {}

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
