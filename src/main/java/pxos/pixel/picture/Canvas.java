package pxos.pixel.picture;

import java.util.Arrays;
import pxos.pixel.picture.Palette.Ramp;

/** A raster of palette indices for drawing cards, overviews and diffs; whatever falls outside is cut off. */
public final class Canvas {
    private static final int SAMPLES = 4;

    private final int width;
    private final int height;
    private final byte[] pixels;

    /** A canvas of the page's colour. */
    public Canvas(int width, int height) {
        this(width, height, new byte[Math.multiplyExact(width, height)]);
        Arrays.fill(pixels, (byte) Palette.PAGE);
    }

    /** A canvas over the given palette indices, row by row, which it keeps. */
    public Canvas(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, row by row, as palette indices. */
    public byte[] pixels() {
        return pixels;
    }

    int get(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    void set(int x, int y, int index) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = (byte) index;
        }
    }

    void fill(int x, int y, int columns, int rows, int index) {
        int from = Math.max(0, x);
        int to = Math.min(width, x + columns);
        for (int row = Math.max(0, y); row < Math.min(height, y + rows) && from < to; row++) {
            Arrays.fill(pixels, row * width + from, row * width + to, (byte) index);
        }
    }

    /** A copy of {@code count} rows from {@code from} on. */
    public Canvas rows(int from, int count) {
        return new Canvas(width, count, Arrays.copyOfRange(pixels, from * width, (from + count) * width));
    }

    /** Copies {@code source} with its upper left corner to x, y. */
    void draw(Canvas source, int x, int y) {
        int from = Math.max(0, -x);
        int columns = Math.min(source.width, width - x) - from;
        for (int row = Math.max(0, -y); row < Math.min(source.height, height - y) && columns > 0; row++) {
            System.arraycopy(source.pixels, row * source.width + from, pixels, (y + row) * width + x + from, columns);
        }
    }

    /** Fills a polygon in a square smoothly, by the even-odd rule; the corners are x, y pairs in pixels. */
    void polygon(Ramp ramp, int left, int top, int sizePx, double... corners) {
        for (int y = top; y < top + sizePx; y++) {
            for (int x = left; x < left + sizePx; x++) {
                int inside = 0;
                for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                    double sampleX = x + (sample % SAMPLES + 0.5) / SAMPLES;
                    double sampleY = y + (sample / SAMPLES + 0.5) / SAMPLES;
                    inside += inside(corners, sampleX, sampleY) ? 1 : 0;
                }
                if (inside > 0) {
                    set(x, y, ramp.at(Math.round(inside * 15f / (SAMPLES * SAMPLES))));
                }
            }
        }
    }

    private static boolean inside(double[] corners, double x, double y) {
        boolean inside = false;
        for (int i = 0, last = corners.length - 2; i < corners.length; last = i, i += 2) {
            double x1 = corners[i];
            double y1 = corners[i + 1];
            double slope = (corners[last] - x1) / (corners[last + 1] - y1);
            boolean crosses = y1 > y != corners[last + 1] > y;
            inside ^= crosses && x < x1 + slope * (y - y1);
        }
        return inside;
    }
}
