package pxos.os;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A built pxOS: the boot sector, sector 2 and, once M6 opened it, the extended zone; with the labels of its source.
 *
 * <p>Byte n of the image is address 0x7C00 + n. The size is a whole number of sectors: 1,024 bytes, or 9,216 with
 * the extended zone.
 */
public final class BootImage {

    private final byte[] bytes;
    private final NavigableMap<Integer, String> labels;
    private final Supplier<String> source;
    /** Null until somebody asks. */
    private String text;

    /**
     * @param bytes a whole number of 512-byte sectors, at least two
     * @param labels address to label
     */
    public BootImage(byte[] bytes, Map<Integer, String> labels) {
        this(bytes, labels, () -> "");
    }

    /** @param source the text that it was built from, as it stands on the floppy; empty where nobody knows */
    public BootImage(byte[] bytes, Map<Integer, String> labels, Supplier<String> source) {
        if (!canBe(bytes)) {
            throw new IllegalArgumentException("an image is two or more whole sectors, not " + bytes.length + " bytes");
        }
        this.bytes = bytes.clone();
        this.labels = new TreeMap<>(labels);
        this.source = source;
    }

    /** Whether these bytes have the size of an image. */
    public static boolean canBe(byte[] bytes) {
        return bytes.length >= 2 * MemoryMap.SECTOR_BYTES && bytes.length % MemoryMap.SECTOR_BYTES == 0;
    }

    /** The text that it was built from, as it stands on the floppy; empty where nobody knows. */
    public synchronized String source() {
        if (text == null) {
            text = source.get();
        }
        return text;
    }

    /** A copy of the image. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public AddressRange range() {
        return AddressRange.ofSize(MemoryMap.IMAGE_BASE, bytes.length);
    }

    /** The bytes of {@code range}, which must lie inside the image. */
    public byte[] slice(AddressRange range) {
        return Arrays.copyOfRange(bytes, range.first() - MemoryMap.IMAGE_BASE, range.last() + 1 - MemoryMap.IMAGE_BASE);
    }

    /** The little-endian word at {@code address}. */
    public int word(int address) {
        int offset = address - MemoryMap.IMAGE_BASE;
        return (bytes[offset] & 0xFF) | (bytes[offset + 1] & 0xFF) << 8;
    }

    /** The NUL-terminated text that a vector points to; empty where it points outside the image. */
    public String textAt(Vector vector) {
        StringBuilder text = new StringBuilder();
        int address = word(vector.address());
        while (range().contains(address) && bytes[address - MemoryMap.IMAGE_BASE] != 0) {
            text.append((char) (bytes[address++ - MemoryMap.IMAGE_BASE] & 0xFF));
        }
        return text.toString();
    }

    /** Labels by address, lowest first. */
    public NavigableMap<Integer, String> labels() {
        return Collections.unmodifiableNavigableMap(labels);
    }

    /** The label at or before {@code address}, as {@code line_editor.loop+3}; empty outside the image. */
    public Optional<String> nearestLabel(int address) {
        Map.Entry<Integer, String> entry = range().contains(address) ? labels.floorEntry(address) : null;
        if (entry == null) {
            return Optional.empty();
        }
        int distance = address - entry.getKey();
        return Optional.of(distance == 0 ? entry.getValue() : entry.getValue() + "+" + distance);
    }
}
