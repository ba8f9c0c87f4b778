package pxos.pixel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Png;

/**
 * Reads the strips of a segment, whatever happened to it: strip by strip where the file still has our layout, from the
 * decoded picture where a program wrote it anew.
 */
final class SegmentReader {
    /** A segment never comes near this; a larger file is none. */
    private static final long MAX_FILE_BYTES = 256L << 20;

    private SegmentReader() {}

    /** The strips of a segment, oldest first. Whatever cannot be read is among them, with the reason. */
    static List<Strip> read(Path path) throws IOException {
        String name = path.getFileName().toString();
        long size = Files.size(path);
        if (size > MAX_FILE_BYTES) {
            return List.of(unreadable(name, "has " + size + " bytes, more than any segment"));
        }
        byte[] file = Files.readAllBytes(path);
        List<Strip> strips = inOurLayout(name, file);
        return strips.stream().anyMatch(strip -> !(strip instanceof Strip.Unreadable))
                ? strips
                : fromPicture(name, path, strips);
    }

    private static List<Strip> fromPicture(String name, Path path, List<Strip> found) {
        try {
            return scan(name, PictureDecoder.decode(path).raster());
        } catch (IOException e) {
            return found.isEmpty() ? List.of(unreadable(name, e.getMessage())) : found;
        }
    }

    private static Strip unreadable(String name, String reason) {
        return new Strip.Unreadable(new Strip.Place(name, 0, 0, 0, -1), reason, true);
    }

    /** Walks the chunks; where they do not add up, looks for the next whole IDAT, as after a damage in the middle. */
    static List<Strip> inOurLayout(String name, byte[] file) {
        List<Strip> strips = new ArrayList<>();
        int at = Segment.HEAD_BYTES;
        int row = 0;
        boolean ended = false;
        while (at < file.length && !ended) {
            int length = chunkLength(file, at);
            if (length < 0) {
                int next = nextChunk(file, at + 1);
                strips.add(damaged(name, strips.size(), at, next));
                at = next;
                continue;
            }
            int type = ByteBuffer.wrap(file).getInt(at + 4);
            ended = type == Png.IEND;
            if (type == Png.IDAT && !isTail(file, at, length)) {
                Strip strip = strip(name, strips.size(), row, file, at, length);
                strips.add(strip);
                row += strip.place().rows();
            }
            at += length + Png.CHUNK_OVERHEAD;
        }
        if (!ended) {
            strips.add(damaged(name, strips.size(), file.length, file.length));
        }
        return strips;
    }

    private static boolean isTail(byte[] file, int at, int length) {
        return length == 6 && at + Segment.TAIL_BYTES == file.length;
    }

    private static Strip damaged(String name, int ordinal, int from, int to) {
        Strip.Place place = new Strip.Place(name, ordinal, 0, 0, from);
        return new Strip.Unreadable(
                place,
                to == from ? "the file ends too early" : "damaged: " + (to - from) + " bytes of no whole chunk",
                true);
    }

    private static Strip strip(String name, int ordinal, int row, byte[] file, int at, int length) {
        Optional<Canvas> canvas = Segment.strip(file, at + 8, length);
        if (canvas.isEmpty()) {
            return new Strip.Unreadable(new Strip.Place(name, ordinal, row, 0, at), "not a strip in our layout", true);
        }
        Canvas strip = canvas.get();
        Strip.Place place = new Strip.Place(name, ordinal, row, strip.height(), at);
        int cardRows = DataBand.cardRows(strip);
        // Only the band is looked at: in a fresh process, going through all pixels would take longer than inflating.
        Raster band = raster(strip.rows(cardRows, strip.height() - cardRows));
        Optional<DataBand.Header> header = DataBand.headerAt(band, 0);
        return header.isPresent()
                ? interpret(place, band, 0, header.get())
                : new Strip.Unreadable(place, "damaged: no data band", true);
    }

    /** The strip whose chunk begins at {@code offset}; unreadable where none does. */
    static Strip at(String name, byte[] chunk, long offset) {
        int length = chunkLength(chunk, 0);
        Strip.Place place = new Strip.Place(name, 0, 0, 0, offset);
        return length < 0 ? new Strip.Unreadable(place, "no whole chunk", true) : strip(name, 0, 0, chunk, 0, length);
    }

    private static Raster raster(Canvas canvas) {
        byte[] values = canvas.pixels().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] & 0xF0) == 0 ? values[i] : Raster.NONE;
        }
        return new Raster(canvas.width(), values);
    }

    /** Finds the strips of a decoded picture by their data bands, from the newest back. */
    static List<Strip> scan(String name, Raster raster) {
        List<Strip> strips = new ArrayList<>();
        int bottom = raster.height();
        int y = bottom - 1;
        while (y >= 0) {
            Optional<DataBand.Header> header = DataBand.headerAt(raster, y);
            int top = header.map(DataBand.Header::cardRows).orElse(0);
            if (header.isEmpty() || y - top < 0) {
                y--;
                continue;
            }
            int end = Math.min(bottom, y - top + header.get().stripRows());
            gap(name, end, bottom).ifPresent(strips::add);
            bottom = y - top;
            Strip.Place place = new Strip.Place(name, 0, bottom, end - bottom, -1);
            strips.add(interpret(place, raster, y, header.get()));
            y = bottom - 1;
        }
        gap(name, 0, bottom).ifPresent(strips::add);
        strips.sort(Comparator.comparingInt(strip -> strip.place().topRow()));
        return numbered(strips);
    }

    private static List<Strip> numbered(List<Strip> strips) {
        List<Strip> numbered = new ArrayList<>();
        for (Strip strip : strips) {
            Strip.Place old = strip.place();
            Strip.Place place = new Strip.Place(old.file(), numbered.size(), old.topRow(), old.rows(), old.offset());
            if (strip instanceof Strip.Run run) {
                numbered.add(new Strip.Run(place, run.record()));
            } else if (strip instanceof Strip.Overview overview) {
                numbered.add(new Strip.Overview(place, overview.verdicts()));
            } else if (strip instanceof Strip.Unreadable unreadable) {
                numbered.add(new Strip.Unreadable(place, unreadable.reason(), unreadable.damaged()));
            }
        }
        return numbered;
    }

    private static Optional<Strip> gap(String name, int from, int to) {
        return from >= to
                ? Optional.empty()
                : Optional.of(new Strip.Unreadable(
                        new Strip.Place(name, 0, from, to - from, -1), "damaged: no data band in these rows", true));
    }

    private static Strip interpret(Strip.Place place, Raster raster, int y, DataBand.Header header) {
        if (!header.known()) {
            return new Strip.Unreadable(
                    place,
                    "version " + header.version() + ", kind " + header.kind() + ": unknown to this program",
                    false);
        }
        Optional<byte[]> payload = DataBand.payload(raster, y, header);
        if (payload.isEmpty()) {
            return new Strip.Unreadable(place, "damaged: the checksum of its data is wrong", true);
        }
        try {
            return header.kind() == DataBand.KIND_OVERVIEW
                    ? new Strip.Overview(place, new String(payload.get(), StandardCharsets.US_ASCII))
                    : new Strip.Run(place, RecordJson.parse(payload.get()));
        } catch (IllegalArgumentException e) {
            return new Strip.Unreadable(place, "damaged: " + e.getMessage(), true);
        }
    }

    /** The data length of the whole chunk at {@code at} with a right CRC; -1 where there is none. */
    private static int chunkLength(byte[] file, int at) {
        if (at < 0 || at + Png.CHUNK_OVERHEAD > file.length) {
            return -1;
        }
        ByteBuffer buffer = ByteBuffer.wrap(file);
        int length = buffer.getInt(at);
        if (length < 0 || length > file.length - at - Png.CHUNK_OVERHEAD) {
            return -1;
        }
        CRC32 crc = new CRC32();
        crc.update(file, at + 4, length + 4);
        return (int) crc.getValue() == buffer.getInt(at + 8 + length) ? length : -1;
    }

    private static int nextChunk(byte[] file, int from) {
        for (int at = from; at + Png.CHUNK_OVERHEAD <= file.length; at++) {
            boolean typed = file[at + 4] == 'I'
                    && (file[at + 5] == 'D' && file[at + 6] == 'A' && file[at + 7] == 'T'
                            || file[at + 5] == 'E' && file[at + 6] == 'N' && file[at + 7] == 'D');
            if (typed && chunkLength(file, at) >= 0) {
                return at;
            }
        }
        return file.length;
    }
}
