package pxos.build.feature;

/** One field of machine code: a byte as it is, or one or two bytes that depend on where a symbol ends up. */
public sealed interface ByteExpression {

    int sizeBytes();

    /** A byte as it is. */
    record Literal(int value) implements ByteExpression {
        @Override
        public int sizeBytes() {
            return 1;
        }
    }

    /**
     * A field that a symbol's address decides.
     *
     * @param kind how the address is encoded
     * @param symbol the symbol
     * @param offset added to the symbol's address
     */
    record Reference(Kind kind, String symbol, int offset) implements ByteExpression {
        @Override
        public int sizeBytes() {
            return kind == Kind.SHORT ? 1 : 2;
        }
    }

    /** Encodings of an address (Intel SDM vol. 2, CALL and Jcc: displacements count from the next instruction). */
    enum Kind {
        /** The address itself, little-endian. */
        WORD,
        /** A 16-bit displacement from the end of this field. */
        NEAR,
        /** A signed 8-bit displacement from the end of this field. */
        SHORT
    }
}
