package pxos.pixel;

import java.util.Arrays;

/** Rows of a picture as the reader of data bands sees them: a value of 0 to 15, or none, for each pixel. */
final class Raster {
    /** What a pixel holds that is none of the 16 data greys. */
    static final byte NONE = -1;

    private final int width;
    private final byte[] values;

    /** Keeps {@code values}, row by row, {@code width} a row. */
    Raster(int width, byte[] values) {
        this.width = width;
        this.values = values;
    }

    int height() {
        return width == 0 ? 0 : values.length / width;
    }

    /** The bytes held by the pixels from the beginning of row {@code y} on; a pixel without value counts as 0. */
    byte[] bytes(int y, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) byteAt(y, i);
        }
        return bytes;
    }

    boolean startsWith(int y, byte[] marker) {
        if (y < 0 || y >= height() || width < 2 * marker.length) {
            return false;
        }
        for (int i = 0; i < marker.length; i++) {
            if (byteAt(y, i) != marker[i]) {
                return false;
            }
        }
        return true;
    }

    private int byteAt(int y, int index) {
        int pixel = y * width + 2 * index;
        if (pixel + 1 >= values.length) {
            return 0;
        }
        return Math.max(values[pixel], 0) << 4 | Math.max(values[pixel + 1], 0);
    }

    /** The rows from {@code from} up to but without {@code to}. */
    Raster rows(int from, int to) {
        return new Raster(width, Arrays.copyOfRange(values, from * width, to * width));
    }
}
