package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.os.Attributes;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;

/** A run that changes the screen's colours shows them wherever it is shown later. */
class ColoursOfARunIT {

    private static final int BLUE = 0x0000AA;

    @TempDir
    private Path folder;

    @Test
    void areKeptAndDrawn() throws Exception {
        Cli cli = Cli.in(folder);
        Cli.Result result = cli.goal("Change the colours to white on blue");
        assertThat(result.exitCode()).as(result.err()).isZero();

        RunRecord record = new PixelReader(cli.workspace().network()).newest(1).get(0);
        assertThat(Attributes.cells(record.change().attributes())).contains(0x1F);
        assertThat(record.change().attributesBefore()).isEmpty();

        BufferedImage diff = ImageIO.read(cli.workspace()
                .runFolder(record.request().runId())
                .resolve("diff.png")
                .toFile());
        int half = diff.getWidth() / 2;
        assertThat(pixels(diff.getSubimage(0, 0, half, 500), BLUE)).isZero();
        assertThat(pixels(diff.getSubimage(half, 0, half, 500), BLUE)).isGreaterThan(10_000);
        BufferedImage strip = ImageIO.read(cli.workspace().network().toFile());
        assertThat(pixels(strip, BLUE)).isGreaterThan(1_000);
    }

    private static int pixels(BufferedImage picture, int rgb) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
