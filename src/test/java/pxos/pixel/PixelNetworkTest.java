package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.os.Attributes;
import pxos.os.TextScreen;

class PixelNetworkTest {
    @TempDir
    Path folder;

    private Path network;
    private PixelLogger logger;
    private PixelReader reader;

    @BeforeEach
    void start() {
        network = folder.resolve("networks/net.png");
        logger = new PixelLogger(network);
        reader = new PixelReader(network);
    }

    private List<RunRecord> log(int count) throws IOException {
        List<RunRecord> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(Runs.run(i));
        }
        logger.log(runs);
        return runs;
    }

    private List<RunRecord> newestFirst(List<RunRecord> runs) {
        List<RunRecord> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        return reversed;
    }

    @Test
    void readsBackExactlyWhatWasLogged() throws IOException {
        List<RunRecord> runs = log(5);

        assertThat(reader.newest(10)).isEqualTo(newestFirst(runs));
        assertThat(reader.newest(2)).isEqualTo(newestFirst(runs).subList(0, 2));
    }

    @Test
    void logsEachFileThatItWritesWithItsSize() throws IOException {
        Logger log = (Logger) LoggerFactory.getLogger(NetworkFiles.class);
        ListAppender<ILoggingEvent> messages = new ListAppender<>();
        messages.start();
        log.addAppender(messages);
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
        try {
            log(2);
        } finally {
            log.detachAppender(messages);
            log.setLevel(null);
            log.setAdditive(true);
        }

        long index = Files.size(new NetworkFiles(network).index());
        assertThat(messages.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(4)
                .contains("wrote " + network + ", now " + Files.size(network) + " bytes")
                .anyMatch(message -> message.endsWith("net.index, now " + index + " bytes"));
    }

    @Test
    void findsTheFailuresThatNoLaterRunHasSolved() throws IOException {
        logger.log(List.of(
                Runs.run(1, "Add a command rot13", "FAIL"),
                Runs.run(2, "Add a command cal", "FAIL"),
                Runs.run(3, "Add a command rot13", "PASS"),
                Runs.run(4, "a command cal, add", "FAIL"),
                Runs.run(5, "Add a command life", "ERROR")));

        assertThat(reader.unsolved(10))
                .extracting(run -> run.request().goal())
                .as("newest first, each goal once, in whatever order its words are")
                .containsExactly("Add a command life", "a command cal, add");
        assertThat(reader.unsolved(1)).hasSize(1);
    }

    @Test
    void knowsHowMuchAGoalIsLikeWhatWasTried() throws IOException {
        assertThat(reader.likenesses(List.of("Add a command rot13"))).containsExactly(0.0);
        log(7);

        List<Double> likenesses = reader.likenesses(
                List.of("Add backspace support", "Add a command cal", "Add a command rot13 to it", "Zork"));

        assertThat(likenesses.get(0)).isEqualTo(1);
        assertThat(likenesses.get(1)).as("it has the common words alone").isBetween(0.1, 0.6);
        assertThat(likenesses.get(2)).isEqualTo(1);
        assertThat(likenesses.get(3)).isZero();
    }

    @Test
    void findsSeveralRunsAtOnce() throws IOException {
        List<RunRecord> runs = log(5);

        assertThat(reader.runs(Set.of(
                        runs.get(1).request().runId(), runs.get(3).request().runId(), "run_1")))
                .containsExactly(runs.get(3), runs.get(1));
    }

    @Test
    void hasNoRunsBeforeTheFirst() throws IOException {
        assertThat(reader.newest(10)).isEmpty();
        assertThat(reader.relevant("anything", 10)).isEmpty();
        assertThat(NetworkCheck.of(network).lines()).containsExactly("0 runs in 0 segments, all sound");
    }

    @Test
    void writesAPictureThatAnyDecoderReads() throws IOException {
        log(4);

        BufferedImage picture = ImageIO.read(network.toFile());

        assertThat(picture.getWidth()).isEqualTo(960);
        assertThat(picture.getHeight()).isEqualTo(SegmentFile.rows(network).orElseThrow());
    }

    @Test
    void canBeReadByTheSpecificationAlone() throws Exception {
        List<RunRecord> runs = log(4);

        List<String> read = new PageReader(Files.readAllBytes(network)).runs();

        assertThat(read)
                .isEqualTo(newestFirst(runs).stream().map(RunRecord::json).toList());
    }

    @Test
    void keepsColoursThatCanBeReadByTheSpecificationAlone() throws Exception {
        byte[] memory = TextScreen.blank().cells();
        for (int cell = 0; cell < 2000; cell++) {
            memory[2 * cell + 1] = (byte) (cell < 900 ? 0x1F : cell % 100 == 0 ? 0xFE : cell > 1950 ? 0x07 : 0x3A);
        }
        TextScreen screen = new TextScreen(memory, 0, 0);
        logger.log(Runs.coloured(0, Attributes.text(screen), "4E"));

        PageReader page = new PageReader(Files.readAllBytes(network));
        String json = page.runs().get(0);

        int[] cells = PageReader.cells(PageReader.string(json, "attributes"));
        for (int cell = 0; cell < 2000; cell++) {
            assertThat(cells[cell]).as("cell " + cell).isEqualTo(memory[2 * cell + 1] & 0xFF);
        }
        assertThat(PageReader.cells(PageReader.string(json, "attributesBefore")))
                .startsWith(0x4E, 0x07, 0x07);
        assertThat(reader.newest(1).get(0).change().attributes()).isEqualTo(Attributes.text(screen));
    }

    @Test
    void clipsTheColoursOfAWildScreenBehindARun() throws IOException {
        String wild = "1F*12 ".repeat(1000).strip();

        RunRecord stored = logger.log(Runs.coloured(0, wild, "1F*2000")).record();

        assertThat(stored.change().attributes()).hasSize(1997).endsWith(" 1F*12");
        assertThat(stored.change().attributesBefore()).isEqualTo("1F*2000");
        assertThat(stored.clipped()).containsExactly("attributes");
        assertThat(reader.newest(1)).containsExactly(stored);
    }

    @Test
    void keepsTextInAnyScriptAndControlCharacters() throws IOException {
        String odd = "Добавить 你好 🎉 \u0000\u0001\u001F\u007F \r\n\t \\ \" \u2028 عربى e\u0301";
        RunRecord run = Runs.run(1, odd, "FAIL");

        logger.log(run);

        assertThat(reader.newest(1)).containsExactly(run);
    }

    @Test
    void replacesALoneSurrogateWhichNoEncodingCanCarry() throws IOException {
        logger.log(Runs.run(1, "a\uD800b", "PASS"));

        assertThat(reader.newest(1).get(0).request().goal()).isEqualTo("a\uFFFDb");
    }

    @Test
    void clipsARecordOfAMegabyteAndSaysWhichFields() throws IOException {
        RunRecord run = Runs.changed(
                Runs.run(0, "x".repeat(1 << 20), "PASS"),
                new RunRecord.Change(List.of(), List.of(), Collections.nCopies(5000, "line"), "", ""));

        RunRecord stored = logger.log(run).record();

        assertThat(stored.request().goal()).hasSize(RecordLimits.Kind.TEXT.characters);
        assertThat(stored.change().listing()).hasSize(RecordLimits.Kind.LINES.entries);
        assertThat(stored.clipped()).containsExactly("goal", "listing");
        assertThat(reader.newest(1)).containsExactly(stored);
    }

    @Test
    void readsAnOldRecordThatLacksFieldsAndHasUnknownOnes() {
        RunRecord run = RunRecord.parse(
                "{\"runId\":\"run_1\",\"new\":{\"a\":[1]},\"goal\":\"help\",\"tokens\":null,\"bytes\":[null]}");

        assertThat(run.request().goal()).isEqualTo("help");
        assertThat(run.change().listing()).isEmpty();
        assertThat(run.change().attributes()).isEmpty();
        assertThat(run.result().verdict()).isEmpty();
        assertThat(run.cost().tokens()).isZero();
        assertThat(RunRecord.parse("{}").json()).isEqualTo("{}");
    }

    @Test
    void saysWhatIsWrongWithALineThatIsNoRecord() {
        assertThatThrownBy(() -> RunRecord.parse("[]"))
                .isInstanceOf(Problem.class)
                .hasMessage("a record is a JSON object");
        assertThatThrownBy(() -> RunRecord.parse("{\"goal\":{}}"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("not a record: ");
    }

    @Test
    void closesAFullSegmentAndBeginsTheNextWithAnOverview() throws IOException {
        List<RunRecord> runs = log(130);

        assertThat(new NetworkFiles(network).closed(1)).exists();
        assertThat(reader.newest(200)).isEqualTo(newestFirst(runs));
        List<Strip> strips = SegmentReader.read(network);
        assertThat(strips.get(0)).isInstanceOf(Strip.Overview.class);
        String verdicts = ((Strip.Overview) strips.get(0)).verdicts();
        assertThat(verdicts).hasSize(130 - (strips.size() - 1)).startsWith("PFPPFP");
        assertThat(ImageIO.read(new NetworkFiles(network).closed(1).toFile()).getHeight())
                .isLessThanOrEqualTo(Segment.MAX_ROWS);
    }

    @Test
    void findsARunByItsId() throws IOException {
        List<RunRecord> runs = log(4);

        assertThat(reader.run(runs.get(2).request().runId())).contains(runs.get(2));
        assertThat(reader.run("run_0")).isEmpty();
    }

    @Test
    void searchesNewestFirstAndForFailuresAlone() throws IOException {
        List<RunRecord> runs = log(12);

        assertThat(reader.find("backspace", false, 10)).containsExactly(runs.get(8), runs.get(1));
        assertThat(reader.find("", true, 2)).containsExactly(runs.get(10), runs.get(7));
    }

    @Test
    void makesAMissingOrStaleIndexAgain() throws IOException {
        List<RunRecord> runs = log(6);
        Path index = new NetworkFiles(network).index();
        byte[] full = Files.readAllBytes(index);

        for (int length = 0; length < full.length; length += 97) {
            Files.write(index, java.util.Arrays.copyOf(full, length));
            assertThat(reader.newest(10)).isEqualTo(newestFirst(runs));
            assertThat(Files.size(index)).isEqualTo(full.length);
        }
        Files.delete(index);
        assertThat(reader.newest(10)).isEqualTo(newestFirst(runs));
        assertThat(Files.size(index)).isEqualTo(full.length);
    }

    @Test
    void goesOnWithoutAnIndexThatIsBehind() throws IOException {
        log(3);
        Files.delete(new NetworkFiles(network).index());

        logger.log(Runs.run(3));

        assertThat(reader.newest(10)).hasSize(4);
    }

    @Test
    void exportsAndImportsEveryRun() throws IOException {
        List<RunRecord> runs = log(5);
        StringWriter lines = new StringWriter();
        NetworkTransfer.export(network, new PrintWriter(lines));
        Path other = folder.resolve("other.png");
        String text = lines + "\nno json\n";

        NetworkTransfer.Imported first = NetworkTransfer.read(new BufferedReader(new StringReader(text)), other);
        NetworkTransfer.Imported second = NetworkTransfer.read(new BufferedReader(new StringReader(text)), other);

        assertThat(first.added()).isEqualTo(5);
        assertThat(first.problems()).singleElement().asString().startsWith("line 7: not a record");
        assertThat(second.added()).isZero();
        assertThat(second.known()).isEqualTo(5);
        assertThat(new PixelReader(other).newest(10)).isEqualTo(newestFirst(runs));
    }

    @Test
    void drawsTheDiffOfARunThatChangedTheOs() throws IOException {
        byte[] png = RunPictures.diff(Runs.run(0)).orElseThrow();

        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1512);
        assertThat(RunPictures.diff(
                        Runs.changed(Runs.run(0), new RunRecord.Change(List.of(), List.of(), List.of(), "", ""))))
                .isEmpty();
    }

    @Test
    void drawsTheDiffInTheColoursOfEachScreen() throws IOException {
        RunRecord run = Runs.coloured(0, "1F*2000", "70*2000");

        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(RunPictures.diff(run).orElseThrow()));

        assertThat(picture.getRGB(24 + 700, 112 + 390) & 0xFFFFFF).as("before").isEqualTo(0xAAAAAA);
        assertThat(picture.getRGB(768 + 700, 112 + 390) & 0xFFFFFF).as("after").isEqualTo(0x0000AA);
    }
}
