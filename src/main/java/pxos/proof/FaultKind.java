package pxos.proof;

/** What can go wrong with a machine, told apart by what was observed. */
public enum FaultKind {
    TRIPLE_FAULT("triple fault"),
    SPIN("spin"),
    HALT("halt with interrupts off"),
    RESET("unrequested reset"),
    DISK_WRITE("disk write"),
    BOOT_SECTOR_CHANGED("boot sector changed in memory"),
    OUTSIDE_ZONES("execution outside the zones"),
    TIMEOUT("timeout"),
    PROCESS_EXIT("QEMU failed");

    private final String title;

    FaultKind(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
