package pxos.proof.pc;

import pxos.os.BiosMemory;

/**
 * Memory by physical address.
 *
 * <pre>
 *   00000-9FFFF  RAM
 *   A0000-B7FFF  not modelled: graphics
 *   B8000-BFFFF  the VGA's text pages
 *   C0000-       not modelled: ROM, whose entry points the {@link Bios} serves, and what lies above 1 MB
 * </pre>
 */
final class Memory {

    static final int RAM_END = 0xA0000;
    static final int TEXT = BiosMemory.TEXT_PAGE;
    static final int ROM = 0xC0000;

    final byte[] bytes;
    final int ramBytes;

    private Memory(int size, int ramBytes) {
        this.bytes = new byte[size];
        this.ramBytes = ramBytes;
    }

    static Memory ofPc() {
        return new Memory(ROM, RAM_END);
    }

    /** RAM and nothing else, for a processor without a PC. */
    static Memory flat(int sizeBytes) {
        return new Memory(sizeBytes, sizeBytes);
    }

    int read(int address) {
        return bytes[address < ramBytes ? address : text(address, "reads")] & 0xFF;
    }

    void write(int address, int value) {
        bytes[address < ramBytes ? address : text(address, "writes")] = (byte) value;
    }

    /** @param address with what follows, in RAM */
    int value(int address, int size) {
        int value = bytes[address] & 0xFF;
        if (size > 1) {
            value |= (bytes[address + 1] & 0xFF) << 8;
        }
        if (size > 2) {
            value |= (bytes[address + 2] & 0xFF) << 16 | bytes[address + 3] << 24;
        }
        return value;
    }

    /** @param address with what follows, in RAM */
    void put(int address, int value, int size) {
        for (int i = 0; i < size; i++) {
            bytes[address + i] = (byte) (value >> 8 * i);
        }
    }

    private static int text(int address, String does) {
        if (address < TEXT || address >= ROM) {
            throw Stop.notModelled(
                    "it %s %05X, %s", does, address, address < ROM ? "graphics memory" : "ROM or memory above 1 MB");
        }
        return address;
    }

    int word(int address) {
        return read(address) | read(address + 1) << 8;
    }

    /** The address that an interrupt vector points to. */
    int vector(int number) {
        return word(number * 4) + (word(number * 4 + 2) << 4);
    }

    void putWord(int address, int value) {
        write(address, value);
        write(address + 1, value >> 8);
    }

    void putDouble(int address, int value) {
        putWord(address, value);
        putWord(address + 2, value >> 16);
    }
}
