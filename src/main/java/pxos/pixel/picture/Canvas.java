package pxos.pixel.picture;

import java.util.Arrays;

/** A raster of palette indices that cards, overviews and diffs are drawn on; what falls outside is cut off. */
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
        if (pixels.length != width * height) {
            throw new IllegalArgumentException(
                    width + " x " + height + " needs another number of pixels than " + pixels.length);
        }
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

    public int get(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    public void set(int x, int y, int index) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = (byte) index;
        }
    }

    public void fill(int x, int y, int columns, int rows, int index) {
        int from = Math.max(0, x);
        int to = Math.min(width, x + columns);
        for (int row = Math.max(0, y); row < Math.min(height, y + rows) && from < to; row++) {
            Arrays.fill(pixels, row * width + from, row * width + to, (byte) index);
        }
    }

    void frame(int x, int y, int columns, int rows, int index) {
        fill(x, y, columns, 1, index);
        fill(x, y + rows - 1, columns, 1, index);
        fill(x, y, 1, rows, index);
        fill(x + columns - 1, y, 1, rows, index);
    }

    /** A copy of {@code count} rows from {@code from} on. */
    public Canvas rows(int from, int count) {
        return new Canvas(width, count, Arrays.copyOfRange(pixels, from * width, (from + count) * width));
    }

    /** Copies {@code source} with its upper left corner to x, y. */
    public void draw(Canvas source, int x, int y) {
        int left = Math.max(0, -x);
        int columns = Math.min(source.width, width - x) - left;
        for (int row = Math.max(0, -y); row < Math.min(source.height, height - y) && columns > 0; row++) {
            System.arraycopy(source.pixels, row * source.width + left, pixels, (y + row) * width + x + left, columns);
        }
    }

    /** Fills a polygon smoothly, by the even-odd rule; the corners are x, y pairs in pixels. */
    void polygon(Ramp ramp, double... corners) {
        int[] bounds = bounds(corners);
        for (int y = bounds[1]; y <= bounds[3]; y++) {
            for (int x = bounds[0]; x <= bounds[2]; x++) {
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

    private static int[] bounds(double[] corners) {
        int[] bounds = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
        for (int i = 0; i < corners.length; i++) {
            bounds[i % 2] = Math.min(bounds[i % 2], (int) Math.floor(corners[i]));
            bounds[2 + i % 2] = Math.max(bounds[2 + i % 2], (int) Math.ceil(corners[i]));
        }
        return bounds;
    }

    private static boolean inside(double[] corners, double x, double y) {
        boolean inside = false;
        for (int i = 0, last = corners.length - 2; i < corners.length; last = i, i += 2) {
            boolean crosses = corners[i + 1] > y != corners[last + 1] > y;
            if (crosses
                    && x
                            < corners[i]
                                    + (corners[last] - corners[i])
                                            * (y - corners[i + 1])
                                            / (corners[last + 1] - corners[i + 1])) {
                inside = !inside;
            }
        }
        return inside;
    }
}
