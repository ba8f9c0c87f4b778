package pxos.os;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that the text of an OS source lists, made in the plainest way: it shares nothing with the builder, so that it
 * can be held against it. It takes the text for right, and makes the checksum of the extended zone.
 */
public final class ListedBytes {

    private ListedBytes() {}

    /** Sectors 0 to 17 of the disk: the byte at 7C00 first. */
    public static byte[] of(byte[] text) {
        byte[] bytes = new byte[MemoryMap.EXTENDED_ZONE.last() + 1 - MemoryMap.IMAGE_BASE];
        Map<String, Integer> labels = new HashMap<>();
        for (int round = 0; round < 8; round++) {
            for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\r?\n")) {
                String[] words = line.split("[;#]", 2)[0].strip().split("\\s+");
                if (words[0].equalsIgnoreCase("DEFINE")) {
                    labels.put(words[1], number(words[2], labels));
                } else if (words[0].equalsIgnoreCase("WRITE")) {
                    int address = number(words[1], labels);
                    for (int i = 2; i < words.length; i++) {
                        bytes[address++ - MemoryMap.IMAGE_BASE] = (byte) number(words[i], labels);
                    }
                }
            }
        }
        seal(bytes);
        return bytes;
    }

    private static int number(String word, Map<String, Integer> labels) {
        return word.matches("\\d+")
                ? Integer.parseInt(word)
                : word.matches("0[xX].*")
                        ? Integer.parseInt(word.substring(2), 16)
                        : word.matches("\\d.*[hH]")
                                ? Integer.parseInt(word.substring(0, word.length() - 1), 16)
                                : labels.getOrDefault(word, MemoryMap.IMAGE_BASE);
    }

    /** Makes the words of the extended zone add up to 5850h, if there is one: its code begins with its third byte. */
    private static void seal(byte[] bytes) {
        int zone = MemoryMap.EXTENDED_ZONE.first() - MemoryMap.IMAGE_BASE;
        if (bytes[zone + 2] == 0 && bytes[zone + 3] == 0) {
            return;
        }
        put(bytes, zone, 0);
        put(bytes, zone + 0x34, 0);
        int sum = MemoryMap.EXTENDED_WORD_SUM;
        for (int i = zone; i < bytes.length; i += 2) {
            sum -= (bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8;
        }
        int salt = (sum & 0xFFFF) == 0 ? 1 : 0;
        put(bytes, zone, sum - salt);
        put(bytes, zone + 0x34, salt);
    }

    private static void put(byte[] bytes, int at, int word) {
        bytes[at] = (byte) word;
        bytes[at + 1] = (byte) (word >> 8);
    }
}
