package pxos.qemu;

/**
 * A machine that went wrong.
 *
 * @param kind what was observed
 * @param detail where and what, in words
 */
public record Fault(FaultKind kind, String detail) {

    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
