package pxos.proof;

/** The drive that the machine boots from. */
public enum DriveKind {
    IDE,
    FLOPPY
}
