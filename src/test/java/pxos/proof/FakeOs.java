package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import pxos.os.BootImage;
import pxos.os.Vector;

/** A pxOS with a banner, a prompt and some text, for the fake emulator. */
final class FakeOs {

    private FakeOs() {}

    /** @param labels names of addresses */
    static BootImage image(String text, String prompt, Map<Integer, String> labels) {
        byte[] bytes = new byte[1024];
        put("BANNER", 0x220, bytes);
        put(prompt, 0x240, bytes);
        put(text, 0x260, bytes);
        vector(Vector.BANNER, 0x7E20, bytes);
        vector(Vector.PROMPT, 0x7E40, bytes);
        return new BootImage(bytes, labels);
    }

    private static void put(String text, int offset, byte[] bytes) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, offset, ascii.length);
    }

    private static void vector(Vector vector, int address, byte[] bytes) {
        bytes[vector.address() - 0x7C00] = (byte) address;
        bytes[vector.address() - 0x7C00 + 1] = (byte) (address >> 8);
    }
}
