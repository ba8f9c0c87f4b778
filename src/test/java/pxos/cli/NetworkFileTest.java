package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.pixel.PixelReader;

/** The pixel network's file in a bad way: a run goes on, and what was there is never overwritten. */
class NetworkFileTest {

    @TempDir
    private Path folder;

    private Cli cli;
    private Path network;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        network = cli.workspace().network();
        Files.createDirectories(network.getParent());
    }

    private Cli.Result run() {
        Cli.Result result = cli.goal("Update hello message", "--no-test");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private List<String> runs() throws Exception {
        return new PixelReader(network)
                .newest(10).stream().map(run -> run.request().runId()).toList();
    }

    private void assertKeptAside(byte[] content) throws Exception {
        try (Stream<Path> files = Files.list(network.getParent())) {
            assertThat(files.filter(file -> file.toString().endsWith(".png") && !file.equals(network)))
                    .anySatisfy(file -> assertThat(Files.readAllBytes(file)).isEqualTo(content));
        }
    }

    @Test
    void startsOneWhenThereIsNone() throws Exception {
        Files.deleteIfExists(network);
        String run = run().json().at("/run_id").asString();
        assertThat(runs()).containsExactly(run);
    }

    @Test
    void keepsAForeignPictureAside() throws Exception {
        BufferedImage foreign = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        foreign.setRGB(3, 4, 0xFF00FF);
        ImageIO.write(foreign, "png", network.toFile());
        byte[] content = Files.readAllBytes(network);
        Cli.Result result = run();
        assertKeptAside(content);
        assertThat(result.err()).contains(network.getFileName().toString().replace(".png", ""));
        assertThat(runs()).containsExactly(result.json().at("/run_id").asString());
    }

    @Test
    void keepsAFileThatIsNoPictureAside() throws Exception {
        byte[] content = "not a picture".getBytes();
        Files.write(network, content);
        run();
        assertKeptAside(content);
    }

    @Test
    void losesNoRunOfANetworkThatWasCutOff() throws Exception {
        String first = run().json().at("/run_id").asString();
        String second = run().json().at("/run_id").asString();
        byte[] whole = Files.readAllBytes(network);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 200);
        Files.write(network, cut);
        String third = run().json().at("/run_id").asString();
        assertKeptAside(cut);
        assertThat(runs()).contains(first, third).doesNotContain(second);
    }

    @Test
    void failsClearlyWhenAFolderIsInItsPlace() throws Exception {
        Files.deleteIfExists(network);
        Files.createDirectories(network.resolve("in-the-way"));
        var before = Fingerprint.of(cli.workspace());
        Cli.Result result = cli.goal("Update hello message", "--no-test");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.json().at("/error/message").asString()).contains(network.toString());
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }
}
