package pxos.os.disk;

/** A disk cannot be used as it is, or cannot take what it is given; the message says why. */
public final class DiskException extends Exception {

    private static final long serialVersionUID = 1L;

    public DiskException(String message) {
        super(message);
    }
}
