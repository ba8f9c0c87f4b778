package pxos.scenario;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.os.disk.Floppy;

/**
 * Something on the disk of a scenario; the rest of the disk is freshly formatted.
 *
 * <pre>
 *   HELLO.TXT "hi\n"                     a file; \n \r \t \0 \" \\ in its text
 *   EMPTY.TXT ""
 *   BIG.TXT 300000*"\0" "the end\n"      texts follow each other; a count repeats one, up to the size of the disk
 *   ROWS.TXT 40*"row {n}\n"              {n} is the number of the repetition, from 1
 *   224*F{n}.TXT "x"                     files, their number in the name
 *   ODD.TXT 3000*"x" fragmented          traits: fragmented, deleted, hidden, loop, free, bad, short
 *   REPORT~1.TXT "x" long "Report of May.txt"
 *   SUB directory      MYDISK label
 *   entry 3 = 4F 44 44 20 20 20 20 20 20 20 20 20   the 32 bytes of a slot of the root directory, counted from 0; the rest is 0
 *   sector 18 = F0 FF FF                 the first bytes of a sector after pxOS, counted from 0; the others stay as they are
 *   patch 8010 = FF 00                   changes pxOS itself, at an address from 7E00 to 9FFF
 *   unreadable 50                        a sector, counted from 0, not the first, that every attempt to read fails at; always on IDE
 *   unwritable 50                        a sector, counted from 0, that every attempt to write fails at
 *   PXOS.TXT source                      the source of the tested pxOS; source with "A" as "B": each A in it is B
 *   writes files                         the scenario may write to sectors 18 to 2879; without this, writing is a fault
 *   writes pxos                          it may write to sectors 0 to 17, and to the copy of sectors 2 to 17 in 2864 to 2879
 *   read-only                            the disk is write-protected; always a floppy
 * </pre>
 *
 * Names are written in capitals.
 */
public sealed interface DiskItem {

    /** Stands for the number of a file or of a repetition. */
    String NUMBER = "{n}";

    /** What is odd about a file. */
    enum Trait {
        /** No cluster directly follows the one before it. */
        FRAGMENTED,
        DELETED,
        HIDDEN,
        /** The last cluster of its chain leads back to the first. */
        LOOP,
        /** Its first cluster leads to a free one. */
        FREE,
        /** Its first cluster leads to a bad one. */
        BAD,
        /** Its chain ends with its first cluster, whatever its size. */
        SHORT
    }

    /**
     * A text that is repeated.
     *
     * @param text its characters are bytes; {@code {n}} stands for the number of the repetition
     * @param count at least 1
     */
    record Piece(String text, int count) {}

    /**
     * One file, or several that differ in their number.
     *
     * @param count how many
     * @param name in 8.3 characters; {@code {n}} is the number of the file, from 1
     * @param longName empty where it has none
     */
    record Files(int count, String name, List<Piece> content, Set<Trait> traits, String longName) implements DiskItem {

        public Files {
            content = List.copyOf(content);
            traits = Set.copyOf(traits);
        }

        /** The name of the file with this number, from 1 to {@code count}. */
        public String name(int number) {
            return name.replace(NUMBER, String.valueOf(number));
        }

        /** The content of the file with this number; in a text that is not repeated, {@code {n}} is that number. */
        public byte[] content(int number) {
            StringBuilder bytes = new StringBuilder();
            content.forEach(piece -> bytes.append(text(piece, number)));
            return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        private String text(Piece piece, int number) {
            if (!piece.text().contains(NUMBER)) {
                return piece.text().repeat(piece.count());
            }
            return IntStream.rangeClosed(1, piece.count())
                    .map(n -> count > 1 && piece.count() == 1 ? number : n)
                    .mapToObj(shown -> piece.text().replace(NUMBER, String.valueOf(shown)))
                    .collect(Collectors.joining());
        }
    }

    /** An empty directory. */
    record Directory(String name) implements DiskItem {}

    /** The volume label. */
    record Label(String text) implements DiskItem {}

    /**
     * A slot of the root directory, whatever it held.
     *
     * @param slot counted from 0
     * @param bytes its first ones, at most 32; the others are 0
     */
    record RawEntry(int slot, List<Integer> bytes) implements DiskItem {

        public RawEntry {
            bytes = List.copyOf(bytes);
        }
    }

    /**
     * The first bytes of a sector after pxOS, whatever it held.
     *
     * @param sector counted from 0, 18 to 2879
     * @param bytes at most 512; those after them stay as they are
     */
    record RawSector(int sector, List<Integer> bytes) implements DiskItem {

        public RawSector {
            bytes = List.copyOf(bytes);
        }
    }

    /**
     * Bytes of pxOS that are changed on the disk.
     *
     * @param address of the first one in memory, 0x7E00 to 0x9FFF
     */
    record Patch(int address, List<Integer> bytes) implements DiskItem {

        public Patch {
            bytes = List.copyOf(bytes);
        }
    }

    /** A sector that cannot be read; {@code sector} is counted from 0. */
    record Unreadable(int sector) implements DiskItem {}

    /** A sector that cannot be written; {@code sector} is counted from 0. */
    record Unwritable(int sector) implements DiskItem {}

    /** A file that holds the source of the tested pxOS, with one text replaced by another wherever it stands. */
    record Source(String name, String from, String to) implements DiskItem {

        /** What the file holds. */
        public byte[] content(String source) {
            String text = from.isEmpty() ? source : source.replace(from, to);
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** Where a scenario may write. */
    enum Writes implements DiskItem {
        /** After pxOS: both FATs, the directory and the clusters. */
        FILES,
        /** pxOS, and the copy of its extended zone in the last sectors. */
        PXOS;

        /** Whether a sector, counted from 0, belongs to it. */
        public boolean allows(int sector) {
            return this == FILES
                    ? sector >= Floppy.RESERVED_SECTORS
                    : sector < Floppy.RESERVED_SECTORS || sector >= Floppy.ZONE_COPY_SECTOR;
        }
    }

    /** A disk that is write-protected. */
    record ReadOnly() implements DiskItem {}

    /**
     * Reads one item of the vocabulary.
     *
     * @throws pxos.Problem with what is wrong and where
     */
    static DiskItem parse(String text) {
        return new DiskItemParser(text).parse();
    }
}
