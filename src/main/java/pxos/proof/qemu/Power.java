package pxos.proof.qemu;

import java.util.Set;

/** What state a guest is in. */
enum Power {
    /** Stands before the first instruction of the BIOS. */
    OFF,
    /** Stands before the first instruction of the boot sector. */
    AT_BOOT_SECTOR,
    /** Waits for its first key; nothing was done to it since its prompt was kept. */
    AT_PROMPT,
    /** Runs, or stands because it asked for a reset. */
    RUNNING,
    /** Stands until somebody switches it on. */
    PAUSED;

    /** The states that can follow. */
    Set<Power> next() {
        return switch (this) {
            case OFF -> Set.of(AT_BOOT_SECTOR);
            case AT_BOOT_SECTOR -> Set.of(AT_BOOT_SECTOR, RUNNING, PAUSED);
            case AT_PROMPT, RUNNING -> Set.of(AT_BOOT_SECTOR, AT_PROMPT, RUNNING, PAUSED);
            case PAUSED -> Set.of(AT_BOOT_SECTOR);
        };
    }
}
