package pxos.proof;

import java.util.OptionalInt;

/**
 * A machine that went wrong.
 *
 * @param kind what was observed
 * @param detail where and what, in words
 * @param addressOrNull physical address of the code at fault; null where none is known
 */
public record Fault(FaultKind kind, String detail, Integer addressOrNull) {

    /** A fault that has no place in the code. */
    Fault(FaultKind kind, String detail) {
        this(kind, detail, null);
    }

    /** A fault at {@code address}; negative where it is not known. */
    static Fault at(int address, FaultKind kind, String detail) {
        return new Fault(kind, detail, address < 0 ? null : address);
    }

    /** Physical address of the code at fault. */
    public OptionalInt address() {
        return addressOrNull == null ? OptionalInt.empty() : OptionalInt.of(addressOrNull);
    }

    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
