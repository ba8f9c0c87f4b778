package pxos.os.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import pxos.Problem;
import pxos.os.disk.RootDirectory.Entry;

/**
 * What a build does to the disk that people use. Nobody's file is ever lost:
 *
 * <ul>
 *   <li>The reserved sectors become the new pxOS; serial number, label, FATs, directory and clusters stay.
 *   <li>A project file that the disk lacks is added.
 *   <li>A project file whose entry carries the project's time stamp is the project's own copy, and follows the project.
 *   <li>An entry with any other time was written by a person, and stays as it is, whatever its name.
 *   <li>What does not fit is left out, with a note.
 *   <li>An image that is not such a disk, or whose FATs cannot be trusted, is kept aside, and a new one made.
 * </ul>
 *
 * @param disk the new disk
 * @param changes whether its image differs from the old one
 * @param keepsOldAside whether the old image is to be kept under another name
 * @param notes what a person should know, each to be read after the image's name; mostly empty
 */
public record DiskUpdate(Fat12Disk disk, boolean changes, boolean keepsOldAside, List<String> notes) {

    public DiskUpdate {
        notes = List.copyOf(notes);
    }

    /**
     * The disk after a build.
     *
     * @param old the image that is there, of any content; empty where there is none
     * @param reserved pxOS, at most 9,216 bytes
     * @param files the project's files
     */
    public static DiskUpdate of(Optional<byte[]> old, byte[] reserved, SortedMap<ShortName, byte[]> files) {
        if (old.isEmpty()) {
            return of(Fat12Disk.format(reserved), true, files, false, List.of());
        }
        try {
            Fat12Disk disk = Fat12Disk.open(old.get());
            boolean installs = disk.install(reserved);
            return of(disk, installs, files, false, List.of());
        } catch (Problem e) {
            return insteadOf(e.getMessage(), reserved, files);
        }
    }

    /** A new disk in place of one that cannot be used; {@code fault} says why not. */
    public static DiskUpdate insteadOf(String fault, byte[] reserved, SortedMap<ShortName, byte[]> files) {
        return of(Fat12Disk.format(reserved), true, files, true, List.of("was no disk of pxOS: " + fault));
    }

    private static DiskUpdate of(
            Fat12Disk disk, boolean changed, SortedMap<ShortName, byte[]> files, boolean aside, List<String> told) {
        List<String> notes = new ArrayList<>(told);
        boolean changes = changed;
        for (Map.Entry<ShortName, byte[]> file : files.entrySet()) {
            try {
                changes |= put(disk, file.getKey(), file.getValue());
            } catch (Problem e) {
                notes.add(e.getMessage());
            }
        }
        return new DiskUpdate(disk, changes, aside, notes);
    }

    /** Whether the file had to be written. */
    private static boolean put(Fat12Disk disk, ShortName name, byte[] content) {
        Optional<Entry> there = disk.find(name);
        boolean ours = there.isEmpty() || there.get().isFile() && there.get().written() == Fat12Disk.STAMP;
        boolean writes = ours && (there.isEmpty() || !Arrays.equals(disk.read(there.get()), content));
        if (writes) {
            disk.write(name, content);
        }
        return writes;
    }
}
