package pxos.pixel.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import pxos.os.TextScreen;
import pxos.pixel.picture.VgaFilm.Frame;

class VgaFilmTest {

    private static final int PLAIN = 7;

    private static TextScreen showing(String text, int attribute) {
        byte[] cells = TextScreen.blank().cells();
        for (int i = 0; i < text.length(); i++) {
            cells[2 * (3 * TextScreen.COLUMNS + i)] = (byte) text.charAt(i);
            cells[2 * (3 * TextScreen.COLUMNS + i) + 1] = (byte) attribute;
        }
        return new TextScreen(cells, 3, text.length());
    }

    private static final VgaFilm FILM = new VgaFilm(List.of(
            new Frame(showing("", PLAIN), Duration.ofMillis(900)),
            new Frame(showing("h", PLAIN), Duration.ofMillis(140)),
            new Frame(showing("hi", 0x1E), Duration.ofSeconds(3))));

    @Test
    void aProgramThatKnowsNoAnimationSeesTheLastScreen() throws Exception {
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(FILM.png()));
        BufferedImage still = ImageIO.read(new ByteArrayInputStream(VgaScreenshot.png(showing("hi", 0x1E))));
        assertThat(seen.getRGB(0, 0, 720, 400, null, 0, 720)).isEqualTo(still.getRGB(0, 0, 720, 400, null, 0, 720));
    }

    @Test
    void theAnimatedPngShowsEachScreenForItsTimeAndSendsOnlyTheRowsThatDiffer() {
        List<Integer> sequence = new ArrayList<>();
        List<String> controls = new ArrayList<>();
        byte[] file = FILM.png();
        for (int at = 8; at < file.length; at += Png.CHUNK_OVERHEAD + Png.dataLength(file, at)) {
            ByteBuffer data =
                    ByteBuffer.wrap(file, at + 8, Png.dataLength(file, at)).slice();
            String type = new String(file, at + 4, 4);
            if (type.equals("acTL")) {
                assertThat(data.getInt(0)).as("frames").isEqualTo(3);
                assertThat(data.getInt(4)).as("plays for ever").isZero();
            } else if (type.equals("fcTL")) {
                sequence.add(data.getInt(0));
                controls.add(data.getInt(8) + " rows at " + data.getInt(16) + " for " + data.getShort(20) + " ms");
            } else if (type.equals("fdAT")) {
                sequence.add(data.getInt(0));
            }
        }
        assertThat(sequence).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(controls.get(0)).isEqualTo("400 rows at 0 for 900 ms");
        assertThat(controls.get(1)).matches("1\\d rows at (4|5)\\d for 140 ms");
        assertThat(controls.get(2)).endsWith("for 3000 ms");
    }

    @Test
    void theGifShowsTheSameScreensForTheSameTimes() throws Exception {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(FILM.gif())));
        assertThat(reader.getNumImages(true)).isEqualTo(3);
        List<String> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            IIOMetadataNode tree =
                    (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            times.add(((IIOMetadataNode)
                            tree.getElementsByTagName("GraphicControlExtension").item(0))
                    .getAttribute("delayTime"));
        }
        assertThat(times).containsExactly("90", "14", "300");
        BufferedImage last = reader.read(2);
        assertThat(last.getRGB(0, 3 * 16) & 0xFFFFFF).as("blue paper").isEqualTo(0x0000AA);
    }
}
