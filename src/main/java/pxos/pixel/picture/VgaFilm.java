package pxos.pixel.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import pxos.os.TextScreen;

/** Text screens one after the other, as the monitor would show them: a moving picture that plays for ever. */
public final class VgaFilm {

    // APNG specification, chunks acTL, fcTL and fdAT.
    private static final int ANIMATION_CONTROL = 0x6163544C;
    private static final int FRAME_CONTROL = 0x6663544C;
    private static final int FRAME_DATA = 0x66644154;

    private static final String GIF_IMAGE = "javax_imageio_gif_image_1.0";
    private static final int GIF_COLOURS = 16;
    /** Browsers show a frame of less than 20 ms for 100 ms. */
    private static final int GIF_SHORTEST_HUNDREDTHS = 2;

    private final List<Frame> frames;

    /** A screen, and how long it is shown. */
    public record Frame(TextScreen screen, Duration time) {}

    /** @param frames at least one */
    public VgaFilm(List<Frame> frames) {
        this.frames = List.copyOf(frames);
    }

    /** An animated PNG: any program that knows none of them shows the last screen. */
    public byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Png.header(VgaScreenshot.WIDTH, VgaScreenshot.HEIGHT));
        out.writeBytes(Png.chunk(ANIMATION_CONTROL, ints(frames.size(), 0)));
        out.writeBytes(Png.chunk(Png.IDAT, compressed(VgaScreenshot.draw(last().screen()), 0, VgaScreenshot.HEIGHT)));
        int sequence = 0;
        Canvas before = null;
        for (Frame frame : frames) {
            Canvas drawn = VgaScreenshot.draw(frame.screen());
            int top = before == null ? 0 : firstChanged(before, drawn);
            int rows = (before == null ? VgaScreenshot.HEIGHT : endOfChange(before, drawn)) - top;
            out.writeBytes(Png.chunk(FRAME_CONTROL, control(sequence++, top, rows, frame.time())));
            byte[] data = compressed(drawn, top, rows);
            out.writeBytes(Png.chunk(
                    FRAME_DATA,
                    ByteBuffer.allocate(4 + data.length)
                            .putInt(sequence++)
                            .put(data)
                            .array()));
            before = drawn;
        }
        out.writeBytes(Png.chunk(Png.IEND, new byte[0]));
        return out.toByteArray();
    }

    private Frame last() {
        return frames.get(frames.size() - 1);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    /** The rows of a frame that differ, over the frame before, for so long. */
    private static byte[] control(int sequence, int top, int rows, Duration time) {
        ByteBuffer control = ByteBuffer.allocate(26);
        control.putInt(sequence)
                .putInt(VgaScreenshot.WIDTH)
                .putInt(rows)
                .putInt(0)
                .putInt(top);
        // Milliseconds; nothing is disposed of, nothing is blended.
        control.putShort((short) Math.min(Short.MAX_VALUE, time.toMillis())).putShort((short) 1000);
        return control.array();
    }

    private static byte[] compressed(Canvas canvas, int top, int rows) {
        return Png.deflate(new Deflater(Deflater.BEST_COMPRESSION), Png.rows(canvas.rows(top, rows)));
    }

    private static int firstChanged(Canvas before, Canvas after) {
        int pixel = Arrays.mismatch(before.pixels(), after.pixels());
        return pixel < 0 ? 0 : pixel / VgaScreenshot.WIDTH;
    }

    /** One past the last row that differs. */
    private static int endOfChange(Canvas before, Canvas after) {
        int pixel = before.pixels().length - 1;
        while (pixel > 0 && before.pixels()[pixel] == after.pixels()[pixel]) {
            pixel--;
        }
        return pixel / VgaScreenshot.WIDTH + 1;
    }

    /** An animated GIF (GIF89a), in the sixteen colours of the screen. */
    public byte[] gif() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (Frame frame : frames) {
                BufferedImage image = image(frame.screen());
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
                metadata.setFromTree(GIF_IMAGE, timed(metadata, frame.time()));
                writer.writeToSequence(new IIOImage(image, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static BufferedImage image(TextScreen screen) {
        byte[] red = new byte[GIF_COLOURS];
        byte[] green = new byte[GIF_COLOURS];
        byte[] blue = new byte[GIF_COLOURS];
        for (int colour = 0; colour < GIF_COLOURS; colour++) {
            int rgb = Palette.rgb(Palette.VGA + colour);
            red[colour] = (byte) (rgb >> 16);
            green[colour] = (byte) (rgb >> 8);
            blue[colour] = (byte) rgb;
        }
        Canvas canvas = VgaScreenshot.draw(screen);
        BufferedImage image = new BufferedImage(
                canvas.width(),
                canvas.height(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, GIF_COLOURS, red, green, blue));
        byte[] pixels = new byte[canvas.pixels().length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = (byte) (canvas.pixels()[pixel] - Palette.VGA);
        }
        image.getRaster().setDataElements(0, 0, canvas.width(), canvas.height(), pixels);
        return image;
    }

    /** The default metadata of a picture, with its time; the first one says that all of them are played for ever. */
    private static IIOMetadataNode timed(IIOMetadata metadata, Duration time) {
        IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(GIF_IMAGE);
        IIOMetadataNode control = (IIOMetadataNode)
                tree.getElementsByTagName("GraphicControlExtension").item(0);
        long hundredths = Math.max(GIF_SHORTEST_HUNDREDTHS, time.toMillis() / 10);
        control.setAttribute("delayTime", String.valueOf(Math.min(Short.MAX_VALUE, hundredths)));
        control.setAttribute("disposalMethod", "none");
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(loop);
        tree.appendChild(extensions);
        return tree;
    }
}
