package pxos.pixel;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Palette;

/**
 * Decodes a picture of the network that another program has rewritten, in any PNG colour type and bit depth.
 *
 * <p>Reads the samples as they are stored: {@code BufferedImage.getRGB} would brighten the greys of a grey picture.
 */
final class PictureDecoder {
    /** A grey this close to a data grey counts as it; the data greys are 17 apart. */
    private static final int TOLERANCE = 4;

    private PictureDecoder() {}

    /**
     * Decodes the file into the colours of {@link Palette}: a grey that carries data, or one close to it, becomes the
     * index that it stands for. If the file is damaged, decodes the rows before the damage.
     *
     * @throws IOException when it is no PNG of the network's width and possible height; the message says why
     */
    static Canvas decode(Path path) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (FileImageInputStream in = new FileImageInputStream(path.toFile())) {
            reader.setInput(in, false, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != Segment.WIDTH || height > Segment.MAX_ROWS) {
                throw new IOException("a picture of " + width + " x " + height + " is none of the network's");
            }
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            BufferedImage image = types.next().createBufferedImage(width, height);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setDestination(image);
            readAsFarAsPossible(reader, param);
            return canvas(image);
        } catch (RuntimeException e) {
            throw new IOException("not a PNG that can be decoded: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static void readAsFarAsPossible(ImageReader reader, ImageReadParam param) {
        try {
            reader.read(0, param);
        } catch (IOException | RuntimeException e) {
            // The rows before the damage have been decoded; the others will count as rows without strips.
        }
    }

    private static Canvas canvas(BufferedImage image) {
        Map<Integer, Byte> indices = new HashMap<>();
        int width = image.getWidth();
        byte[] pixels = new byte[width * image.getHeight()];
        int[] rgb = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            row(image, y, rgb);
            for (int x = 0; x < width; x++) {
                boolean same = x > 0 && rgb[x] == rgb[x - 1];
                int at = y * width + x;
                pixels[at] = same ? pixels[at - 1] : indices.computeIfAbsent(rgb[x], PictureDecoder::index);
            }
        }
        return new Canvas(width, image.getHeight(), pixels);
    }

    private static byte index(int rgb) {
        int value = ((rgb >> 8 & 255) + 8) / 17;
        boolean data = IntStream.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
                .allMatch(part -> Math.abs(part - 17 * value) <= TOLERANCE);
        return (byte) (data ? Palette.DATA + value : Palette.nearest(rgb));
    }

    private static void row(BufferedImage image, int y, int[] rgb) {
        ColorModel model = image.getColorModel();
        int bands = image.getRaster().getNumBands();
        int[] samples = image.getRaster().getPixels(0, y, rgb.length, 1, (int[]) null);
        for (int x = 0; x < rgb.length; x++) {
            if (model instanceof IndexColorModel palette) {
                rgb[x] = palette.getRGB(samples[x]) & 0xFFFFFF;
                continue;
            }
            rgb[x] = 0;
            for (int part = 0; part < 3; part++) {
                int band = bands < 3 ? 0 : part;
                rgb[x] = rgb[x] << 8 | eightBits(samples[x * bands + band], model.getComponentSize(band));
            }
        }
    }

    private static int eightBits(int sample, int bits) {
        return bits == 8 ? sample : (sample * 255 + (1 << bits - 1) / 2) / ((1 << bits) - 1);
    }
}
