package pxos.os.disk;

/**
 * An entry of the root directory.
 *
 * @param name as it stands there, such as {@code README.TXT}
 * @param attributes bits: {@link #READ_ONLY} and so on
 * @param firstCluster of its chain; 0 where it has none
 * @param sizeBytes of its content; 0 for a directory
 * @param written date and time of its last change as FAT packs them: date in the upper 16 bits, time in the lower
 */
public record DirectoryEntry(String name, int attributes, int firstCluster, int sizeBytes, int written) {

    public static final int READ_ONLY = 0x01;
    public static final int HIDDEN = 0x02;
    public static final int SYSTEM = 0x04;
    public static final int LABEL = 0x08;
    public static final int DIRECTORY = 0x10;
    public static final int ARCHIVE = 0x20;
    /** Together the attributes of an entry that holds a part of a long name. */
    public static final int LONG_NAME = READ_ONLY | HIDDEN | SYSTEM | LABEL;

    /** A file, neither directory nor volume label nor a part of a long name. */
    public boolean isFile() {
        return (attributes & (LABEL | DIRECTORY)) == 0;
    }
}
