package pxos.proof;

/** The drive that the machine boots from. */
public enum DriveKind {
    IDE("ide"),
    FLOPPY("floppy");

    private final String interfaceName;

    DriveKind(String interfaceName) {
        this.interfaceName = interfaceName;
    }

    /** Name of the interface in QEMU's {@code -drive if=}. */
    String interfaceName() {
        return interfaceName;
    }
}
