package pxos.pixel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/** A reader made from pxvm/PIXEL_NETWORK.md alone: it shares no code with the program, and takes the dictionary there. */
final class PageReader {
    private final BufferedImage picture;
    private final byte[] dictionary;

    PageReader(byte[] png) throws IOException {
        picture = ImageIO.read(new ByteArrayInputStream(png));
        String page = Files.readString(Path.of("pxvm/PIXEL_NETWORK.md"));
        int from = page.indexOf("```dictionary\n") + "```dictionary\n".length();
        dictionary = page.substring(from, page.indexOf("\n```", from))
                .replace("\n", "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The JSON of all runs, newest first. */
    List<String> runs() throws DataFormatException {
        List<String> runs = new ArrayList<>();
        for (int y = picture.getHeight() - 1; y >= 0; y--) {
            ByteBuffer header = ByteBuffer.wrap(bytes(y, 32));
            CRC32 crc = new CRC32();
            crc.update(header.array(), 0, 28);
            if (header.getLong(0) != 0x50584E45540D1A0AL || header.getInt(28) != (int) crc.getValue()) {
                continue;
            }
            int stored = header.getInt(16);
            if (header.get(8) == 1 && header.get(9) == 1) {
                runs.add(inflate(bytes(y, 32 + stored), header.getInt(20)));
            }
            y -= header.getShort(12);
        }
        return runs;
    }

    /** A string of a run's JSON object; empty where it is missing. */
    static String string(String json, String field) {
        return JsonMapper.shared().readTree(json).path(field).asString("");
    }

    /** The attribute of each of the 2,000 cells. */
    static int[] cells(String attributes) {
        int[] cells = new int[2000];
        Arrays.fill(cells, 0x07);
        int next = 0;
        for (String run : attributes.split(" ")) {
            if (!run.matches("[0-9A-F]{2}(\\*[0-9]{1,4})?")) {
                break;
            }
            int count = run.length() > 2 ? Integer.parseInt(run.substring(3)) : 1;
            Arrays.fill(cells, next, next + count, Integer.parseInt(run.substring(0, 2), 16));
            next += count;
        }
        return cells;
    }

    private String inflate(byte[] band, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(band, 32, band.length - 32);
        byte[] json = new byte[length];
        int count = inflater.inflate(json);
        if (count == 0 && inflater.needsDictionary()) {
            inflater.setDictionary(dictionary);
            count = inflater.inflate(json);
        }
        inflater.end();
        return new String(json, 0, count, StandardCharsets.UTF_8);
    }

    private byte[] bytes(int y, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (nibble(y, 2 * i) << 4 | nibble(y, 2 * i + 1));
        }
        return bytes;
    }

    private int nibble(int y, int pixel) {
        int row = y + pixel / 960;
        if (row >= picture.getHeight()) {
            return 0;
        }
        return ((picture.getRGB(pixel % 960, row) & 255) + 8) / 17;
    }
}
