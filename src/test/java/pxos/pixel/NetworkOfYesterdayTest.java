package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.pixel.picture.Canvas;

/**
 * A network that the program of commit e993b95 wrote, with what that program read from it ({@code network export}):
 * runs with recipes and with a model, verified, failed, refused and untested, and one record with every field.
 */
class NetworkOfYesterdayTest {
    private static final Path STORED = Path.of("src/test/resources/network-e993b95");

    /** The fields that the stored records have, each in one of them at least. */
    private static final int FIELDS = 24;

    @TempDir
    Path folder;

    private Path network;
    private List<String> records;

    @BeforeEach
    void copy() throws IOException {
        network = folder.resolve("pxos_autobuild.png");
        for (String name : List.of("pxos_autobuild.png", "pxos_autobuild.index")) {
            Files.copy(STORED.resolve(name), folder.resolve(name));
        }
        records = Files.readAllLines(STORED.resolve("records.jsonl"));
    }

    @Test
    void readsEveryFieldOfEveryRecordBack() throws IOException {
        StringWriter lines = new StringWriter();

        NetworkTransfer.export(network, new PrintWriter(lines));

        assertThat(lines.toString().lines().map(Json::read).toList())
                .isEqualTo(records.stream().map(Json::read).toList());
        Set<String> fields = new HashSet<>();
        records.forEach(record -> fields.addAll(Json.read(record).propertyNames()));
        assertThat(fields).hasSize(FIELDS);
    }

    @Test
    void readsTheSameFromTheStoredLines() throws IOException {
        List<RunRecord> read = new PixelReader(network).newest(99);

        assertThat(read).hasSameSizeAs(records);
        for (int i = 0; i < read.size(); i++) {
            String line = records.get(records.size() - 1 - i);
            assertThat(read.get(i)).isEqualTo(RunRecord.parse(line));
        }
    }

    @Test
    void searchesTheStoredIndexLikeAFreshOne() throws IOException {
        Path index = folder.resolve("pxos_autobuild.index");
        byte[] stored = Files.readAllBytes(index);
        List<String> found = found();
        assertThat(found).contains("run_1795682633 1", "run_1795682638 1");
        assertThat(index).as("is not written again").hasBinaryContent(stored);

        Files.delete(index);

        assertThat(found()).isEqualTo(found);
    }

    private List<String> found() throws IOException {
        return new PixelReader(network)
                .relevant("backspace support, clear and rot13", 9).stream()
                        .map(memory -> memory.run().request().runId() + " " + memory.times())
                        .toList();
    }

    @Test
    void drawsTheSameStrips() throws IOException {
        Canvas picture = PictureDecoder.decode(network);
        int top = 0;
        for (RunRecord run : oldestFirst()) {
            Canvas strip = DrawnStrip.of(run).canvas();
            int card = DrawnStrip.of(run).cardRows();

            assertThat(rgb(strip.rows(0, card))).as(run.request().goal()).isEqualTo(rgb(picture.rows(top, card)));
            top += strip.height();
        }
        assertThat(top).isEqualTo(picture.height());
    }

    private List<RunRecord> oldestFirst() {
        return records.stream().map(line -> RunRecord.parse(line)).toList();
    }

    private static int[] rgb(Canvas canvas) {
        int[] rgb = new int[canvas.pixels().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = pxos.pixel.picture.Palette.rgb(canvas.pixels()[i] & 0xFF);
        }
        return rgb;
    }

    @Test
    void goesOnWithTheStoredNetwork() throws IOException {
        PixelLogger.Logged logged = new PixelLogger(network).log(Runs.run(1));

        assertThat(logged.notices()).isEmpty();
        assertThat(new PixelReader(network).newest(99))
                .hasSize(records.size() + 1)
                .startsWith(Runs.run(1));
        assertThat(NetworkCheck.of(network).sound()).isTrue();
    }
}
