package pxos.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.RootDirectory.Entry;
import pxos.os.disk.ShortName;

/** An expectation about what the disk holds. */
public sealed interface DiskExpectation extends Expectation {

    @Override
    default Optional<Unmet> check(Observation observation) {
        try {
            return look(observation);
        } catch (Problem e) {
            return Optional.of(new Unmet("a disk that can be read", e.getMessage()));
        }
    }

    /**
     * The same, without a thought for what is wrong with the disk.
     *
     * @throws Problem where it is no such disk, or the file's chain is broken
     */
    Optional<Unmet> look(Observation observation);

    /** Where {@code build} of pxOS finds its source. */
    String SOURCE = "PXOS.TXT";

    /** A file with this content and no other: {@code file B.TXT "one\n"}, as in a {@link DiskItem}. */
    record File(String name, List<DiskItem.Piece> content) implements DiskExpectation {
        public File {
            content = List.copyOf(content);
        }

        @Override
        public Optional<Unmet> look(Observation observation) {
            byte[] wanted = new DiskItem.Files(1, name, content, java.util.Set.of(), "").content(1);
            String what = "the file " + name + " with " + wanted.length + " bytes";
            Optional<byte[]> found = read(observation, name);
            return found.isEmpty()
                    ? Optional.of(new Unmet(what, "no such file"))
                    : Unmet.unless(Arrays.equals(found.get(), wanted), what, difference(wanted, found.get()));
        }

        private static String difference(byte[] wanted, byte[] got) {
            int at = Arrays.mismatch(wanted, got);
            return got.length + " bytes, the first other one at " + at
                    + (at >= 0 && at < got.length ? String.format(": %02X", got[at]) : "");
        }
    }

    /** No file or directory of this name: {@code no file A.TXT}. */
    record NoFile(String name) implements DiskExpectation {
        @Override
        public Optional<Unmet> look(Observation observation) {
            return Unmet.unless(find(observation, name).isEmpty(), "no file " + name, "one");
        }
    }

    /** No byte of the disk is another than before: {@code nothing written}. */
    record NothingWritten() implements DiskExpectation {
        @Override
        public Optional<Unmet> look(Observation observation) {
            int at = Arrays.mismatch(
                    observation.disk().before(), observation.disk().now());
            return Unmet.unless(at < 0, "a disk as before", "another byte in sector " + at / Floppy.SECTOR_BYTES);
        }
    }

    /** Both FATs are equal, every cluster belongs to one file or to none, and none is lost: {@code disk sound}. */
    record Sound() implements DiskExpectation {
        @Override
        public Optional<Unmet> look(Observation observation) {
            try {
                Fat12Disk.check(observation.disk().now());
                return Optional.empty();
            } catch (Problem e) {
                return Optional.of(new Unmet("a sound disk", e.getMessage()));
            }
        }
    }

    /** Sectors 0 to 17 hold what PXOS.TXT on the same disk lists: {@code pxos = source}. */
    record PxosIsSource() implements DiskExpectation {
        @Override
        public Optional<Unmet> look(Observation observation) {
            Optional<byte[]> source = read(observation, SOURCE);
            if (source.isEmpty()) {
                return Optional.of(new Unmet("what " + SOURCE + " lists", "no such file"));
            }
            byte[] wanted = ListedBytes.of(source.get());
            int at = Arrays.mismatch(wanted, Arrays.copyOf(observation.disk().now(), wanted.length));
            return Unmet.unless(
                    at < 0, "what " + SOURCE + " lists", String.format("another byte at %04X", 0x7C00 + at));
        }
    }

    /**
     * Wherever the power had been cut while the scenario wrote, pxOS would start with its commands, and each file would be
     * wholly the old or wholly the new one: {@code survives power cuts}.
     */
    record SurvivesPowerCuts() implements DiskExpectation {
        private static final String WANTED = "a disk that survives power cuts";

        @Override
        public Optional<Unmet> look(Observation observation) {
            Observation.Disk disk = observation.disk();
            Optional<String> fault = disk.writes().isEmpty()
                    ? Optional.of("a machine that does not tell what it writes")
                    : new PowerCuts(disk).firstFault(disk.writes().get());
            return fault.map(what -> new Unmet(WANTED, what));
        }
    }

    private static Optional<byte[]> read(Observation observation, String name) {
        return find(observation, name).map(Fat12Disk.open(observation.disk().now())::read);
    }

    private static Optional<Entry> find(Observation observation, String name) {
        return ShortName.of(name).flatMap(Fat12Disk.open(observation.disk().now())::find);
    }
}
