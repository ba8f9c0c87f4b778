package pxos.scenario;

import static pxos.scenario.DiskItem.NUMBER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.os.MemoryMap;
import pxos.os.disk.Floppy;
import pxos.os.disk.ShortName;

/** Reads one item of a scenario's disk. */
final class DiskItemParser {

    private static final int MAX_LONG_NAME = 100;
    private static final Pattern LABEL = Pattern.compile("[A-Z0-9_-]{1,11}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final String ESCAPES = "nrt0\"\\";
    private static final String ESCAPED = "\n\r\t\0\"\\";

    private final Words words;

    DiskItemParser(String text) {
        words = new Words(text);
    }

    DiskItem parse() {
        DiskItem item = item();
        words.require(words.atEnd(), "unexpected text behind the item");
        return item;
    }

    private DiskItem item() {
        int start = words.next();
        int count = words.count(Floppy.ROOT_ENTRIES);
        String name = words.word();
        if (name.equals("patch")) {
            return patch();
        }
        if (name.equals("entry")) {
            return rawEntry();
        }
        if (name.equals("unreadable")) {
            return new DiskItem.Unreadable(words.number("a sector behind the boot sector", 10, 1, Floppy.SECTORS - 1));
        }
        if (words.take("label")) {
            words.require(
                    LABEL.matcher(name).matches(),
                    start,
                    "a label has up to 11 capitals and digits, not '" + name + "'");
            return new DiskItem.Label(name);
        }
        words.require(
                isShortName(name.replace(NUMBER, String.valueOf(count))),
                start,
                "a name has 8.3 characters, in capitals; known words are patch, entry and unreadable"
                        + (name.isEmpty() ? "" : ", not '" + name + "'"));
        if (words.take("directory")) {
            return new DiskItem.Directory(name);
        }
        words.require(count == 1 || name.contains(NUMBER), start, "the name of several files holds {n}");
        return file(count, name);
    }

    private static boolean isShortName(String name) {
        return ShortName.of(name).map(ShortName::toString).filter(name::equals).isPresent();
    }

    private DiskItem file(int count, String name) {
        List<DiskItem.Piece> content = content();
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

    private List<DiskItem.Piece> content() {
        List<DiskItem.Piece> pieces = new ArrayList<>();
        long size = 0;
        int times = words.count(Floppy.DATA_BYTES);
        while (times > 1 || words.nextIs('"')) {
            String content = quoted();
            size += (long) times * content.length();
            words.require(size <= Floppy.DATA_BYTES, "a file has at most " + Floppy.DATA_BYTES + " bytes");
            pieces.add(new DiskItem.Piece(content, times));
            times = words.count(Floppy.DATA_BYTES);
        }
        words.require(!pieces.isEmpty(), "the file's text in double quotes is missing, or 'directory', or 'label'");
        return pieces;
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
        String name = quoted();
        words.require(
                !name.isEmpty() && name.length() <= MAX_LONG_NAME,
                "a long name has 1 to " + MAX_LONG_NAME + " characters");
        return name;
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

    private String quoted() {
        int start = words.next();
        String content = words.quoted(ESCAPES, ESCAPED);
        Matcher odd = UNPRINTABLE.matcher(words.since(start));
        if (odd.find()) {
            throw words.wrong(start + odd.start(), "a text holds characters from 20h to 7Eh, and \\n and the like");
        }
        return content;
    }
}
