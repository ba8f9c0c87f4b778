package pxos.os.code;

/**
 * An instruction of pxOS in its place.
 *
 * @param address of its first byte
 * @param text as the OS source has it; empty where it has none
 */
public record Instruction(int address, Encoding encoding, String text) {

    public int sizeBytes() {
        return encoding.sizeBytes();
    }

    @Override
    public String toString() {
        return String.format("%04X  %s", address, text.isEmpty() ? encoding.hex() : text);
    }
}
