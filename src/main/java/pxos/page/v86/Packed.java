package pxos.page.v86;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Bytes as a page carries them: compressed, in base 64. */
public final class Packed {

    private static final int BUFFER_BYTES = 1 << 16;

    private Packed() {}

    /** Compressed by gzip, in base 64. */
    public static String gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, BUFFER_BYTES)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return base64(packed.toByteArray());
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
