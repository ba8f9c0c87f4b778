package pxos.os.disk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a FAT12 image by what its BIOS parameter block says, sharing no code with the writer. */
final class FatReader {

    private final ByteBuffer disk;
    private final int sectorBytes;
    private final int fatStart;
    private final int rootStart;
    private final int rootEntries;
    private final int dataStart;

    FatReader(byte[] image) {
        disk = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        sectorBytes = disk.getShort(11);
        fatStart = disk.getShort(14) * sectorBytes;
        rootEntries = disk.getShort(17);
        rootStart = fatStart + disk.get(16) * disk.getShort(22) * sectorBytes;
        dataStart = rootStart + rootEntries * 32;
    }

    /** Content by name; fails where two files share a cluster. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        Set<Integer> used = new HashSet<>();
        for (int at = rootStart; at < rootStart + rootEntries * 32 && disk.get(at) != 0; at += 32) {
            if (disk.get(at) != (byte) 0xE5 && (disk.get(at + 11) & 0x18) == 0) {
                files.put(name(at), content(disk.getShort(at + 26) & 0xFFFF, disk.getInt(at + 28), used));
            }
        }
        return files;
    }

    private String name(int at) {
        byte[] field = new byte[11];
        disk.get(at, field);
        String text = new String(field, StandardCharsets.ISO_8859_1);
        String extension = text.substring(8).strip();
        return text.substring(0, 8).strip() + (extension.isEmpty() ? "" : "." + extension);
    }

    private byte[] content(int first, int size, Set<Integer> used) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int cluster = first; content.size() < size; cluster = next(cluster)) {
            if (!used.add(cluster)) {
                throw new AssertionError("cluster " + cluster + " is used twice");
            }
            byte[] sector = new byte[Math.min(sectorBytes, size - content.size())];
            disk.get(dataStart + (cluster - 2) * sectorBytes, sector);
            content.writeBytes(sector);
        }
        return content.toByteArray();
    }

    private int next(int cluster) {
        int pair = disk.getShort(fatStart + cluster + cluster / 2) & 0xFFFF;
        return cluster % 2 == 0 ? pair & 0xFFF : pair >> 4;
    }
}
