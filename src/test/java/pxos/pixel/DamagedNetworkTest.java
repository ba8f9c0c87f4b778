package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Png;

class DamagedNetworkTest {
    private static final int RUNS = 4;

    @TempDir
    Path folder;

    private Path network;
    private PixelLogger logger;
    private PixelReader reader;
    private List<RunRecord> runs;
    private byte[] whole;

    @BeforeEach
    void start() throws IOException {
        network = folder.resolve("net.png");
        logger = new PixelLogger(network);
        reader = new PixelReader(network);
        runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(Runs.run(i));
        }
        logger.log(runs);
        whole = Files.readAllBytes(network);
    }

    private List<RunRecord> read() throws IOException {
        List<RunRecord> read = new ArrayList<>();
        reader.forEach(strip -> {
            if (strip instanceof Strip.Run run) {
                read.add(run.record());
            }
        });
        return read;
    }

    private static List<Integer> stripEnds(byte[] file) {
        List<Integer> ends = new ArrayList<>();
        SegmentReader.inOurLayout("net.png", file)
                .forEach(strip -> ends.add((int) strip.place().offset()));
        ends.remove(0);
        ends.add(file.length - Segment.TAIL_BYTES);
        return ends;
    }

    @Test
    void losesNothingThatStandsBeforeATruncation() throws IOException {
        List<Integer> ends = stripEnds(whole);
        for (int length = 1; length < whole.length - Segment.TAIL_BYTES; length += 211) {
            Files.write(network, Arrays.copyOf(whole, length));
            int cut = length;
            int before = (int) ends.stream().filter(end -> end <= cut).count();

            assertThat(read()).as("cut to %d bytes", length).isEqualTo(runs.subList(0, before));
            assertThat(NetworkCheck.of(network).sound())
                    .as("cut to %d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void logsOnAfterATruncationAndKeepsTheRest() throws IOException {
        for (int length : new int[] {0, 1, 100, 830, 6000, whole.length - 40, whole.length - 1}) {
            Path each = folder.resolve("cut" + length + "/net.png");
            Files.createDirectories(each.getParent());
            Files.write(each, Arrays.copyOf(whole, length));
            RunRecord more = Runs.run(50);

            PixelLogger.Logged logged = new PixelLogger(each).log(more);

            assertThat(logged.notices()).as("cut to %d bytes", length).hasSize(1);
            assertThat(new PixelReader(each).newest(1)).containsExactly(more);
            try (var files = Files.list(each.getParent())) {
                assertThat(files.filter(file -> file.toString().endsWith(".png")))
                        .as("nothing is overwritten at %d bytes", length)
                        .hasSize(2)
                        .anySatisfy(file -> assertThat(file).hasBinaryContent(Arrays.copyOf(whole, length)));
            }
        }
    }

    @Test
    void losesAtMostOneStripToAFlippedByte() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(network, damaged);

            List<RunRecord> read = read();

            assertThat(runs).as("flip at %d", at).containsAll(read);
            assertThat(read.size()).as("flip at %d", at).isGreaterThanOrEqualTo(RUNS - 1);
        }
    }

    @Test
    void reportsAStripWithAWrongChecksumInTheMiddle() throws IOException {
        List<DrawnStrip> strips = new ArrayList<>();
        for (RunRecord run : runs) {
            strips.add(DrawnStrip.of(run));
        }
        DrawnStrip second = strips.get(1);
        int payload = second.cardRows() * Segment.WIDTH + 2 * (DataBand.HEADER_BYTES + 50);
        second.canvas().pixels()[payload] ^= 1;
        SegmentFile.create(network, strips);

        NetworkCheck report = NetworkCheck.of(network);

        assertThat(report.runs()).isEqualTo(3);
        assertThat(report.lines().get(1)).contains("net.png, rows ").endsWith("the checksum of its data is wrong");
        assertThat(reader.newest(10)).containsExactly(runs.get(3), runs.get(2), runs.get(0));
        logger.log(Runs.run(9));
        assertThat(reader.newest(10)).hasSize(4);
    }

    @Test
    void skipsAStripOfAnUnknownVersion() throws IOException {
        DrawnStrip raised = version(DrawnStrip.of(Runs.run(7)), 2);
        SegmentFile.append(network, folder.resolve("net.journal"), raised);
        logger.log(Runs.run(8));

        NetworkCheck report = NetworkCheck.of(network);

        assertThat(report.runs()).isEqualTo(5);
        assertThat(report.sound()).isTrue();
        assertThat(report.lines()).anyMatch(line -> line.endsWith("version 2, kind 1: unknown to this program"));
        assertThat(reader.newest(10)).hasSize(5).startsWith(Runs.run(8));
    }

    private static DrawnStrip version(DrawnStrip strip, int version) {
        int pixel = strip.cardRows() * Segment.WIDTH;
        byte[] header = new byte[DataBand.HEADER_BYTES - 4];
        strip.canvas().pixels()[pixel + 17] = (byte) version;
        for (int i = 0; i < header.length; i++) {
            header[i] = (byte) (strip.canvas().pixels()[pixel + 2 * i] << 4
                    | strip.canvas().pixels()[pixel + 2 * i + 1]);
        }
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(header);
        for (int i = 0; i < 8; i++) {
            strip.canvas().pixels()[pixel + 2 * header.length + i] = (byte) (crc.getValue() >> 28 - 4 * i & 15);
        }
        return strip;
    }

    @Test
    void putsForeignPicturesAsideAndStartsANewNetwork() throws IOException {
        List<byte[]> foreign = List.of(
                new byte[0],
                "not a picture".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                encode(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), false),
                encode(new BufferedImage(960, 50, BufferedImage.TYPE_USHORT_GRAY), true),
                encode(new BufferedImage(30, 30, BufferedImage.TYPE_BYTE_INDEXED), true),
                Png.header(100_000, 100_000),
                Png.encode(new Canvas(960, 40)));
        for (int i = 0; i < foreign.size(); i++) {
            Path each = folder.resolve("foreign" + i + "/net.png");
            Files.createDirectories(each.getParent());
            Files.write(each, foreign.get(i));

            assertThat(new PixelReader(each).newest(5)).as("foreign file %d", i).isEmpty();
            PixelLogger.Logged logged = new PixelLogger(each).log(Runs.run(1));

            assertThat(logged.notices()).singleElement().asString().contains("kept as net.foreign-1.png");
            assertThat(each.resolveSibling("net.foreign-1.png")).hasBinaryContent(foreign.get(i));
            assertThat(new PixelReader(each).newest(5)).as("foreign file %d", i).containsExactly(Runs.run(1));
        }
    }

    @Test
    void readsAndExtendsAPictureInOtherPngForms() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(whole));
        int[] types = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_BYTE_INDEXED, -1
        };
        for (int type : types) {
            for (boolean interlaced : new boolean[] {false, true}) {
                Path each = folder.resolve("form" + type + interlaced + "/net.png");
                Files.createDirectories(each.getParent());
                Files.write(each, encode(convert(picture, type), interlaced));
                PixelReader other = new PixelReader(each);

                assertThat(other.newest(9))
                        .as("%d %s", type, interlaced)
                        .hasSize(RUNS)
                        .endsWith(runs.get(0));
                PixelLogger.Logged logged = new PixelLogger(each).log(Runs.run(40));

                assertThat(logged.notices()).isEmpty();
                assertThat(other.newest(9)).hasSize(RUNS + 1).startsWith(Runs.run(40));
                assertThat(SegmentFile.rows(each))
                        .as("laid out by strips again")
                        .isPresent();
            }
        }
    }

    private static BufferedImage convert(BufferedImage picture, int type) {
        if (type == BufferedImage.TYPE_BYTE_INDEXED) {
            return picture;
        }
        BufferedImage copy = type < 0
                ? ImageTypeSpecifier.createInterleaved(
                                java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB),
                                new int[] {0, 1, 2},
                                java.awt.image.DataBuffer.TYPE_USHORT,
                                false,
                                false)
                        .createBufferedImage(picture.getWidth(), picture.getHeight())
                : new BufferedImage(picture.getWidth(), picture.getHeight(), type);
        int width = picture.getWidth();
        int height = picture.getHeight();
        copy.setRGB(0, 0, width, height, picture.getRGB(0, 0, width, height, null, 0, width), 0, width);
        return copy;
    }

    private static byte[] encode(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** All bytes an append writes, in their order: whatever prefix of them reached the disk, the next open undoes it. */
    @Test
    void undoesAnAppendThatWasKilledAtAnyPoint() throws IOException {
        Path journal = folder.resolve("net.journal");
        int rows = SegmentFile.rows(network).orElseThrow();
        RunRecord next = Runs.run(20);
        logger.log(next);
        byte[] longer = Files.readAllBytes(network);
        byte[] tail = Arrays.copyOfRange(whole, whole.length - Segment.TAIL_BYTES, whole.length);
        int start = whole.length - Segment.TAIL_BYTES;
        for (int written = 0; written <= longer.length - start + Segment.HEAD_BYTES; written += 83) {
            byte[] torn = Arrays.copyOf(whole, Math.max(whole.length, Math.min(longer.length, start + written)));
            System.arraycopy(longer, start, torn, start, Math.min(written, longer.length - start));
            int head = Math.max(0, written - (longer.length - start));
            System.arraycopy(longer, 0, torn, 0, head);
            Files.write(network, torn);
            SegmentFile.beginAppend(journal, whole.length, rows, tail);

            assertThat(reader.newest(9)).as("%d bytes written", written).hasSize(RUNS);

            assertThat(network).hasBinaryContent(whole);
            assertThat(journal).doesNotExist();
        }
    }

    @Test
    void ignoresAJournalThatWasNeverFinished() throws IOException {
        Path journal = folder.resolve("net.journal");
        Files.write(journal, new byte[] {'P', 'X', 'J', '1', 0, 0});

        PixelLogger.Logged logged = logger.log(Runs.run(20));

        assertThat(logged.notices()).isEmpty();
        assertThat(journal).doesNotExist();
        assertThat(reader.newest(9)).hasSize(RUNS + 1);
    }

    @Test
    void leavesTheNetworkAsItWasWhenTheDiskRefuses() throws IOException {
        // The journal's name is taken by a folder, so that it cannot be written: as on a full disk.
        Files.createDirectories(folder.resolve("net.journal/x"));

        assertThatThrownBy(() -> SegmentFile.append(
                        network, folder.resolve("net.journal"), new DrawnStrip(new Canvas(960, 9), 9)))
                .isInstanceOf(IOException.class);

        assertThat(network).hasBinaryContent(whole);
    }
}
