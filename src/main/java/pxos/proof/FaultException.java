package pxos.proof;

/** Carries a fault from the place that saw it to the scenario that has to end with it. */
final class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    FaultException(FaultKind kind, String detail) {
        super(kind + ": " + detail);
        this.fault = new Fault(kind, detail);
    }

    Fault fault() {
        return fault;
    }
}
