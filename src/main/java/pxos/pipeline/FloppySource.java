package pxos.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.source.FloppyText;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.RootDirectory.Entry;
import pxos.os.disk.ShortName;

/**
 * PXOS.TXT on a floppy, the source of pxOS. It is the program's, and follows the image, as long as it bears the time of the
 * project or says what the program's own says; else somebody has changed it, and it stays.
 */
final class FloppySource {

    /** Its name. */
    static final ShortName NAME = new ShortName("PXOS", "TXT");

    private final Fat12Disk disk;
    private final Entry entry;

    private FloppySource(Fat12Disk disk, Entry entry) {
        this.disk = disk;
        this.entry = entry;
    }

    /** The one on a floppy; empty where there is none that can be read. */
    static Optional<FloppySource> on(byte[] floppy) {
        try {
            Fat12Disk disk = Fat12Disk.open(floppy);
            Optional<Entry> entry = disk.find(NAME).filter(Entry::isFile);
            entry.ifPresent(disk::read);
            return entry.map(found -> new FloppySource(disk, found));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return disk.read(entry);
    }

    String text() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether somebody wrote it, in pxOS or with another program. */
    boolean isForeign() {
        return entry.written() != Fat12Disk.STAMP;
    }

    /** Whether it says the same as this text of the program; line ends and blanks may differ. */
    boolean saysTheSameAs(String text) {
        try {
            return FloppyText.of(OsSource.parse(text())).equals(text);
        } catch (Problem e) {
            return false;
        }
    }

    /** Whether it lists these bytes of pxOS. */
    boolean lists(byte[] system) {
        try {
            byte[] listed = ListedBytes.of(bytes());
            return Arrays.equals(listed, Arrays.copyOf(system, listed.length));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** What a person should know where somebody wrote it: beside which pxOS it stands, and what can be done. */
    Optional<String> note(BootImage image) {
        if (!isForeign()) {
            return Optional.empty();
        }
        return Optional.of(
                lists(image.bytes())
                        ? "keeps a PXOS.TXT with other comments; pxos import takes them into the workspace"
                        : "keeps a PXOS.TXT that somebody changed: it is not the source of the pxOS beside it. In pxOS, build"
                                + " it, or delete it");
    }

    /**
     * The floppy with the program's text in its place, where somebody wrote it and it says nothing else.
     *
     * @param now the program's text
     * @param known the program's texts that it may say the same as
     */
    Optional<byte[]> reclaimed(String now, List<String> known) {
        if (!isForeign() || known.stream().noneMatch(this::saysTheSameAs)) {
            return Optional.empty();
        }
        disk.write(NAME, now.getBytes(StandardCharsets.ISO_8859_1));
        return Optional.of(disk.bytes());
    }
}
