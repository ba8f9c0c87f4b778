package pxos.proof;

import java.util.Locale;

/** The drive that the machine boots from. */
public enum DriveKind {
    IDE,
    FLOPPY;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
