package pxos.proof;

import static pxos.scenario.DiskItem.Trait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.FileTable;
import pxos.os.disk.Floppy;
import pxos.os.disk.RootDirectory;
import pxos.os.disk.RootDirectory.Entry;
import pxos.os.disk.ShortName;
import pxos.scenario.DiskItem;
import pxos.scenario.Scenario;

/** Makes the disk that a scenario describes: pxOS, and the files, damaged ones too, in the order given. */
public final class ScenarioDisk {

    private final byte[] system;
    private final String source;
    private final Set<Integer> unreadable = new HashSet<>();
    private final Set<Integer> unwritable = new HashSet<>();
    private final List<DiskItem> items;
    private final boolean logged;

    private ScenarioDisk(BootImage image, Scenario scenario) {
        this.system = Arrays.copyOf(image.bytes(), Floppy.RESERVED_BYTES);
        this.source = image.source();
        this.items = scenario.diskItems();
        this.logged = scenario.cutsPower();
    }

    /**
     * The scenario's disk.
     *
     * @throws Problem where the files do not fit
     */
    public static DiskImage of(BootImage image, Scenario scenario) {
        try {
            return new ScenarioDisk(image, scenario).make();
        } catch (Problem e) {
            throw new Problem(
                    Problem.Kind.INPUT,
                    "the disk of '" + scenario.name() + "' cannot be made: " + e.getMessage(),
                    "",
                    e);
        }
    }

    private DiskImage make() {
        for (DiskItem item : items) {
            if (item instanceof DiskItem.Patch patch) {
                for (int i = 0; i < patch.bytes().size(); i++) {
                    system[patch.address() + i - MemoryMap.IMAGE_BASE] =
                            patch.bytes().get(i).byteValue();
                }
            } else if (item instanceof DiskItem.Unreadable sector) {
                unreadable.add(sector.sector());
            } else if (item instanceof DiskItem.Unwritable sector) {
                unwritable.add(sector.sector());
            }
        }
        Fat12Disk disk = Fat12Disk.format(system);
        for (DiskItem item : items) {
            if (item instanceof DiskItem.Files files) {
                for (int number = 1; number <= files.count(); number++) {
                    put(disk, files.name(number), files.content(number), files.traits(), files.longName());
                }
            } else if (item instanceof DiskItem.Source text) {
                put(disk, text.name(), text.content(source), Set.of(), "");
            } else if (item instanceof DiskItem.Directory directory) {
                addDirectory(disk, field(directory.name()));
            } else if (item instanceof DiskItem.RawEntry raw) {
                disk.root().putRaw(raw.slot(), raw.bytes());
            } else if (item instanceof DiskItem.RawSector raw) {
                disk.putRaw(raw.sector(), raw.bytes());
            } else if (item instanceof DiskItem.Label label) {
                add(disk, RootDirectory.labelField(label.text()), Entry.LABEL, 0, 0, "");
            }
        }
        return DiskImage.of(disk)
                .with(new DiskTraits(unreadable, unwritable, items.contains(new DiskItem.ReadOnly()), logged));
    }

    private static void put(Fat12Disk disk, String name, byte[] content, Set<Trait> traits, String longName) {
        List<Integer> free = disk.table().free(Floppy.clustersFor(content.length));
        if (traits.contains(Trait.FRAGMENTED)) {
            free = new ArrayList<>(disk.table().free());
            Collections.reverse(free);
        }
        if (content.length > free.size() * Floppy.SECTOR_BYTES) {
            throw Problem.input("no room for " + name);
        }
        int first = disk.store(content, free);
        breakChain(disk.table(), first, traits);
        int attributes = Entry.ARCHIVE | (traits.contains(Trait.HIDDEN) ? Entry.HIDDEN : 0);
        int slot = add(disk, field(name), attributes, first, content.length, longName);
        if (traits.contains(Trait.DELETED)) {
            disk.root().delete(slot);
            for (int cluster : disk.table().follow(first)) {
                disk.table().set(cluster, FileTable.FREE);
            }
        }
    }

    private static void breakChain(FileTable table, int first, Set<Trait> traits) {
        if (first == 0) {
            return;
        }
        if (traits.contains(Trait.LOOP)) {
            List<Integer> chain = table.follow(first);
            table.set(chain.get(chain.size() - 1), first);
        } else if (traits.contains(Trait.FREE)) {
            table.set(first, FileTable.FREE);
        } else if (traits.contains(Trait.BAD)) {
            table.set(first, FileTable.BAD);
        } else if (traits.contains(Trait.SHORT)) {
            table.set(first, FileTable.END);
        }
    }

    /** A directory has one cluster, with entries for itself and for its parent. */
    private static void addDirectory(Fat12Disk disk, byte[] field) {
        byte[] cluster = new byte[Floppy.SECTOR_BYTES];
        Arrays.fill(cluster, 0, 11, (byte) ' ');
        Arrays.fill(cluster, 32, 43, (byte) ' ');
        cluster[0] = cluster[32] = cluster[33] = '.';
        cluster[11] = cluster[43] = Entry.DIRECTORY;
        int first = disk.table().free(1).get(0);
        cluster[26] = (byte) first;
        cluster[27] = (byte) (first >> 8);
        disk.store(cluster, List.of(first));
        add(disk, field, Entry.DIRECTORY, first, 0, "");
    }

    private static int add(Fat12Disk disk, byte[] field, int attributes, int first, int sizeBytes, String longName) {
        return disk.root().add(field, new Entry("", attributes, first, sizeBytes, Fat12Disk.STAMP), longName);
    }

    private static byte[] field(String name) {
        return ShortName.of(name)
                .orElseThrow(() -> Problem.input("'" + name + "' is not a name of 8.3 characters"))
                .field();
    }
}
