package pxos.proof;

/** There is no QEMU to test with; the message says how to get one. */
public final class QemuMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QemuMissingException(String looked) {
        super("QEMU is not installed (" + looked + "); install it with: apt-get install qemu-system-x86"
                + " (macOS: brew install qemu), or name it in PXOS_QEMU");
    }
}
