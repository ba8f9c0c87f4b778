package pxos.scenario;

import static pxos.scenario.DiskItem.NUMBER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.os.MemoryMap;
import pxos.os.disk.Floppy;

/** Reads one item of a scenario's disk. */
final class DiskItemParser {

    private static final int MAX_LONG_NAME = 100;
    private static final Pattern LABEL = Pattern.compile("[A-Z0-9_-]{1,11}");

    private final Words words;

    DiskItemParser(String text) {
        words = new Words(text);
    }

    DiskItem parse() {
        DiskItem item = item();
        words.require(words.atEnd(), "unexpected text after the item");
        return item;
    }

    private DiskItem item() {
        int start = words.next();
        int count = words.count(Floppy.ROOT_ENTRIES);
        String name = words.word();
        return switch (name) {
            case "patch" -> patch();
            case "entry" -> rawEntry();
            case "sector" -> rawSector();
            case "unreadable" ->
                new DiskItem.Unreadable(words.number("a sector after the boot sector", 10, 1, Floppy.SECTORS - 1));
            case "unwritable" -> new DiskItem.Unwritable(words.number("a sector", 10, 0, Floppy.SECTORS - 1));
            case "writes" -> writes();
            case "read-only" -> new DiskItem.ReadOnly();
            default -> named(name, count, start);
        };
    }

    /**
     * What begins with its own name: a label, a directory or a file.
     *
     * @param count how many there are, 1 unless the item says it
     * @param start where the item begins in its text, for what is wrong with the name
     */
    private DiskItem named(String name, int count, int start) {
        if (words.take("label")) {
            words.require(
                    LABEL.matcher(name).matches(),
                    start,
                    "a label has up to 11 capitals and digits, not '" + name + "'");
            return new DiskItem.Label(name);
        }
        words.require(
                Words.isShortName(name.replace(NUMBER, String.valueOf(count))),
                start,
                "a name has 8.3 characters, in capitals; known words are patch, entry, sector, unreadable, unwritable,"
                        + " writes and read-only"
                        + (name.isEmpty() ? "" : ", not '" + name + "'"));
        if (words.take("directory")) {
            return new DiskItem.Directory(name);
        }
        if (words.take("source")) {
            return source(name);
        }
        words.require(count == 1 || name.contains(NUMBER), start, "the name of several files holds {n}");
        return file(count, name);
    }

    private DiskItem file(int count, String name) {
        List<DiskItem.Piece> content = words.contents();
        Set<DiskItem.Trait> traits = EnumSet.noneOf(DiskItem.Trait.class);
        String longName = "";
        while (!words.atEnd()) {
            if (words.take("long")) {
                longName = longName();
            } else {
                traits.add(trait());
            }
        }
        return new DiskItem.Files(count, name, content, traits, longName);
    }

    private DiskItem.Trait trait() {
        int start = words.next();
        String word = words.word();
        return Arrays.stream(DiskItem.Trait.values())
                .filter(trait -> trait.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> words.wrong(
                        start,
                        "unknown word '" + word + "'; a file is fragmented, deleted, hidden, loop, free, bad or short,"
                                + " or has a long name"));
    }

    private String longName() {
        String name = words.content();
        words.require(
                !name.isEmpty() && name.length() <= MAX_LONG_NAME,
                "a long name has 1 to " + MAX_LONG_NAME + " characters");
        return name;
    }

    private DiskItem writes() {
        int start = words.next();
        String where = words.word();
        words.require(
                where.equals("files") || where.equals("pxos"), start, "'writes' is followed by 'files' or 'pxos'");
        return where.equals("files") ? DiskItem.Writes.FILES : DiskItem.Writes.PXOS;
    }

    private DiskItem source(String name) {
        if (!words.take("with")) {
            return new DiskItem.Source(name, "", "");
        }
        String from = words.content();
        words.require(!from.isEmpty(), "the text to be replaced must not be empty");
        words.require(words.take("as"), "'as' is missing between the two texts");
        return new DiskItem.Source(name, from, words.content());
    }

    private DiskItem patch() {
        int last = MemoryMap.EXTENDED_ZONE.last();
        int address = words.number("an address", 16, MemoryMap.SAFE_ZONE.first(), last);
        List<Integer> bytes = words.bytes();
        words.require(address + bytes.size() - 1 <= last, String.format("pxOS ends at %04X", last));
        return new DiskItem.Patch(address, bytes);
    }

    private DiskItem rawEntry() {
        int slot = words.number("a slot of the root directory", 10, 0, Floppy.ROOT_ENTRIES - 1);
        List<Integer> bytes = words.bytes();
        words.require(bytes.size() <= Floppy.ENTRY_BYTES, "an entry has " + Floppy.ENTRY_BYTES + " bytes");
        return new DiskItem.RawEntry(slot, bytes);
    }

    private DiskItem rawSector() {
        int sector = words.number("a sector after pxOS", 10, Floppy.RESERVED_SECTORS, Floppy.SECTORS - 1);
        List<Integer> bytes = words.bytes();
        words.require(bytes.size() <= Floppy.SECTOR_BYTES, "a sector has " + Floppy.SECTOR_BYTES + " bytes");
        return new DiskItem.RawSector(sector, bytes);
    }
}
