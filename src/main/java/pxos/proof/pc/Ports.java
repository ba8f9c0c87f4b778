package pxos.proof.pc;

/** What IN and OUT reach. */
interface Ports {

    /** The byte at a port. */
    int in(int port);

    void out(int port, int value);

    /** @param size in bytes, at as many ports */
    default int in(int port, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= in(port + i & 0xFFFF) << 8 * i;
        }
        return value;
    }

    default void out(int port, int value, int size) {
        for (int i = 0; i < size; i++) {
            out(port + i & 0xFFFF, value >> 8 * i & 0xFF);
        }
    }
}
