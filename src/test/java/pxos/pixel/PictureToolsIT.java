package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs optipng, pngcrush and ImageMagick, which bin/check installs. */
@Tag("long")
class PictureToolsIT {
    private static final int RUNS = 6;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optipng -quiet -o7 -out OUT IN",
                "optipng -quiet -o2 -i1 -strip all -out OUT IN",
                "pngcrush -q -brute IN OUT",
                "pngcrush -q -rem alla -reduce IN OUT",
                "convert IN -strip OUT",
                "convert IN PNG24:OUT",
                "convert IN PNG32:OUT",
                "convert IN PNG48:OUT",
                "convert IN PNG64:OUT",
                "convert IN -interlace PNG PNG24:OUT",
                "convert IN -colorspace Gray PNG:OUT",
                "convert IN -colorspace Gray -depth 16 PNG:OUT",
                "convert IN -colorspace Gray -depth 4 PNG:OUT"
            })
    void readsBackCompletelyAfter(String command) throws Exception {
        Path network = folder.resolve("net.png");
        List<RunRecord> newestFirst = new ArrayList<>();
        PixelLogger logger = new PixelLogger(network);
        for (int i = 0; i < RUNS; i++) {
            newestFirst.add(0, logger.log(Runs.run(i)).record());
        }
        Path out = folder.resolve("out.png");
        run(command.replace("IN", network.toString()).replace("OUT", out.toString()));
        Files.move(out, network, StandardCopyOption.REPLACE_EXISTING);

        assertThat(new PixelReader(network).newest(99)).isEqualTo(newestFirst);
        assertThat(NetworkCheck.of(network).sound()).isTrue();

        newestFirst.add(0, logger.log(Runs.run(77)).record());
        assertThat(new PixelReader(network).newest(99)).as("after one more run").isEqualTo(newestFirst);
    }

    private void run(String command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command.split(" "))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(command).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
