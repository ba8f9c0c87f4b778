package pxos.proof;

/** QEMU itself did not do what was asked of it; says nothing about the tested OS. */
public final class QemuException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QemuException(String message) {
        super(message);
    }

    public QemuException(String message, Throwable cause) {
        super(message, cause);
    }
}
