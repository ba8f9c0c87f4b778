package pxos.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import pxos.Problem;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.RootDirectory.Entry;
import pxos.os.disk.SectorWrite;
import pxos.scenario.Observation.Disk;

/**
 * The disks that a cut of the power would have left behind: one after each sector that was written, and one in the middle of
 * each, when half of it is the new one. The boot sector and sector 2 are never half written: nothing in pxOS could help
 * there.
 */
final class PowerCuts {

    private static final int WHOLE_ONLY = 2;
    /** In place of the content of a file whose chain is broken. */
    private static final String BROKEN = "\uFFFF";

    private final Disk disk;
    private final Map<String, String> before;
    private final Map<String, String> after;
    private final Set<String> commands;
    private byte[] lastSeen;

    /** @throws Problem where the disk is none of pxOS */
    PowerCuts(Disk disk) {
        this.disk = disk;
        this.before = files(Fat12Disk.open(disk.before()));
        this.after = files(Fat12Disk.open(disk.now()));
        this.commands = new HashSet<>(disk.start(disk.before()).commands());
        this.commands.retainAll(disk.start(disk.now()).commands());
        this.lastSeen = essence(Fat12Disk.open(disk.before()));
    }

    /** What is wrong with the first disk that is not as it should be; empty where there is none. */
    Optional<String> firstFault(List<SectorWrite> writes) {
        byte[] state = disk.before().clone();
        for (int i = 0; i < writes.size(); i++) {
            SectorWrite write = writes.get(i);
            write.into(state, Floppy.SECTOR_BYTES / 2);
            Optional<String> fault = write.sector() < WHOLE_ONLY ? Optional.empty() : fault(state);
            String where = "in the middle of ";
            if (fault.isEmpty()) {
                write.into(state, Floppy.SECTOR_BYTES);
                fault = fault(state);
                where = "after ";
            }
            if (fault.isPresent()) {
                return Optional.of(fault.get() + ", where the power is cut " + where + "write " + (i + 1) + " of "
                        + writes.size() + ", to sector " + write.sector());
            }
        }
        return Optional.empty();
    }

    private Optional<String> fault(byte[] state) {
        try {
            Fat12Disk left = Fat12Disk.open(state);
            byte[] seen = essence(left);
            if (Arrays.equals(seen, lastSeen)) {
                return Optional.empty();
            }
            lastSeen = seen;
            return faultOfFiles(files(left)).or(() -> sharedCluster(left)).or(() -> faultOfStart(state));
        } catch (Problem e) {
            return Optional.of(e.getMessage());
        }
    }

    /** All that counts: nobody reads the content of free clusters, nor the second copy of the FAT. */
    private static byte[] essence(Fat12Disk disk) {
        byte[] bytes = disk.bytes();
        for (int cluster : disk.table().free()) {
            int from = Floppy.offsetOf(cluster);
            Arrays.fill(bytes, from, from + Floppy.SECTOR_BYTES, (byte) 0);
        }
        return bytes;
    }

    private static Map<String, String> files(Fat12Disk disk) {
        Map<String, String> files = new TreeMap<>();
        for (Entry entry : disk.root().entries()) {
            files.put(entry.name(), entry.isFile() ? content(disk, entry) : "");
        }
        return files;
    }

    private static String content(Fat12Disk disk, Entry entry) {
        try {
            return new String(disk.read(entry), StandardCharsets.ISO_8859_1);
        } catch (Problem e) {
            return BROKEN;
        }
    }

    private Optional<String> faultOfFiles(Map<String, String> files) {
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            if (!file.getValue().equals(before.get(name)) && !file.getValue().equals(after.get(name))) {
                return Optional.of(name + " is neither the old file nor the new one");
            }
        }
        return before.keySet().stream()
                .filter(name -> after.containsKey(name) && !files.containsKey(name))
                .map(name -> name + " is lost")
                .findFirst();
    }

    private static Optional<String> sharedCluster(Fat12Disk disk) {
        BitSet used = new BitSet();
        for (Entry entry : disk.root().entries()) {
            for (int cluster : disk.table().follow(entry.firstCluster())) {
                if (used.get(cluster)) {
                    return Optional.of("cluster " + cluster + " belongs to " + entry.name() + " and to another file");
                }
                used.set(cluster);
            }
        }
        return Optional.empty();
    }

    private Optional<String> faultOfStart(byte[] state) {
        Observation.Start start = disk.start(state);
        return start.fault()
                .or(() -> commands.stream()
                        .filter(name -> !start.commands().contains(name))
                        .map(name -> "pxOS starts without the command " + name)
                        .findFirst());
    }
}
