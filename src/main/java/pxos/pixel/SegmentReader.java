package pxos.pixel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.pixel.picture.Canvas;
import pxos.pixel.picture.Png;

/**
 * Reads the strips of a segment, whatever happened to it: chunk by chunk if the file still has our layout, from the
 * decoded picture if another program has rewritten it.
 */
final class SegmentReader {
    /** Far more than any segment has; a larger file is not read. */
    private static final long MAX_FILE_BYTES = 256L << 20;

    private SegmentReader() {}

    /** The strips of a segment, oldest first. Whatever cannot be read is among them, with the reason. */
    static List<Strip> read(Path path) throws IOException {
        String name = path.getFileName().toString();
        long size = Files.size(path);
        if (size > MAX_FILE_BYTES) {
            return List.of(damaged(name, 0, 0, -1, "has " + size + " bytes, more than any segment"));
        }
        List<Strip> strips = inOurLayout(name, Files.readAllBytes(path));
        if (strips.stream().anyMatch(strip -> !(strip instanceof Strip.Unreadable))) {
            return strips;
        }
        try {
            return scan(name, PictureDecoder.decode(path));
        } catch (IOException e) {
            return strips.isEmpty() ? List.of(damaged(name, 0, 0, -1, e.getMessage())) : strips;
        }
    }

    private static Strip damaged(String name, int topRow, int rows, long offset, String reason) {
        return new Strip.Unreadable(new Strip.Place(name, topRow, rows, offset), reason, true);
    }

    /** Walks from chunk to chunk; after a damaged one, searches for the next whole one. */
    static List<Strip> inOurLayout(String name, byte[] file) {
        List<Strip> strips = new ArrayList<>();
        int at = Segment.HEAD_BYTES;
        int row = 0;
        boolean ended = false;
        while (at < file.length && !ended) {
            int length = Png.dataLength(file, at);
            if (length < 0) {
                int next = nextChunk(file, at + 1);
                strips.add(damaged(name, 0, 0, at, "damaged: " + (next - at) + " bytes of no whole chunk"));
                at = next;
                continue;
            }
            int type = Png.type(file, at);
            ended = type == Png.IEND;
            if (type == Png.IDAT && !isTail(file, at, length)) {
                Strip strip = strip(name, row, file, at, length);
                strips.add(strip);
                row += strip.place().rows();
            }
            at += length + Png.CHUNK_OVERHEAD;
        }
        if (!ended) {
            strips.add(damaged(name, 0, 0, file.length, "the file ends too early"));
        }
        return strips;
    }

    private static boolean isTail(byte[] file, int at, int length) {
        return length == 6 && at + Segment.TAIL_BYTES == file.length;
    }

    private static int nextChunk(byte[] file, int from) {
        for (int at = from; at + Png.CHUNK_OVERHEAD <= file.length; at++) {
            int type = Png.type(file, at);
            if ((type == Png.IDAT || type == Png.IEND) && Png.dataLength(file, at) >= 0) {
                return at;
            }
        }
        return file.length;
    }

    /** The strip in the chunk at {@code at}. */
    private static Strip strip(String name, int row, byte[] file, int at, int length) {
        Optional<Canvas> strip = Segment.strip(file, at + 8, length);
        if (strip.isEmpty()) {
            return damaged(name, row, 0, at, "not a strip in our layout");
        }
        int rows = strip.get().height();
        return DataBand.lowest(strip.get(), rows)
                .map(band -> interpret(new Strip.Place(name, row, rows, at), strip.get(), band))
                .orElseGet(() -> damaged(name, row, rows, at, "damaged: no data band"));
    }

    /** The run whose chunk begins at {@code offset} in a segment; empty where none does. */
    static Optional<RunRecord> run(Path segment, long offset) throws IOException {
        byte[] file = Files.size(segment) > MAX_FILE_BYTES ? new byte[0] : Files.readAllBytes(segment);
        int length = offset < 0 || offset > file.length ? -1 : Png.dataLength(file, (int) offset);
        return length >= 0 && strip("", 0, file, (int) offset, length) instanceof Strip.Run run
                ? Optional.of(run.record())
                : Optional.empty();
    }

    /** Finds the strips of a decoded picture by their data bands, from the newest back. */
    private static List<Strip> scan(String name, Canvas picture) {
        List<Strip> strips = new ArrayList<>();
        int bottom = picture.height();
        Optional<DataBand> band = DataBand.lowest(picture, bottom);
        while (band.isPresent()) {
            int top = band.get().top();
            int end = Math.min(bottom, top + band.get().stripRows());
            addGap(strips, name, end, bottom);
            strips.add(interpret(new Strip.Place(name, top, end - top, -1), picture, band.get()));
            bottom = top;
            band = DataBand.lowest(picture, bottom);
        }
        addGap(strips, name, 0, bottom);
        Collections.reverse(strips);
        return strips;
    }

    private static void addGap(List<Strip> strips, String name, int from, int to) {
        if (from < to) {
            strips.add(damaged(name, from, to - from, -1, "damaged: no data band in these rows"));
        }
    }

    private static Strip interpret(Strip.Place place, Canvas picture, DataBand band) {
        if (!band.known()) {
            String reason = "version " + band.version() + ", kind " + band.kind() + ": unknown to this program";
            return new Strip.Unreadable(place, reason, false);
        }
        Optional<byte[]> payload = band.payload(picture);
        if (payload.isEmpty()) {
            return new Strip.Unreadable(place, "damaged: the checksum of its data is wrong", true);
        }
        String text = new String(payload.get(), StandardCharsets.UTF_8);
        try {
            return band.kind() == DataBand.KIND_OVERVIEW
                    ? new Strip.Overview(place, text)
                    : new Strip.Run(place, RunRecord.parse(text));
        } catch (Problem e) {
            return new Strip.Unreadable(place, "damaged: " + e.getMessage(), true);
        }
    }
}
