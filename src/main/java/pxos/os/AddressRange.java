package pxos.os;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A run of memory addresses, both ends included.
 *
 * @param first lowest physical address, 0 to 0xFFFFF
 * @param last highest physical address, not below {@code first}
 */
public record AddressRange(int first, int last) {

    public AddressRange {
        if (first < 0 || last > 0xFFFFF || first > last) {
            throw new IllegalArgumentException(String.format("not an address range: %04X-%04X", first, last));
        }
    }

    public static AddressRange ofSize(int first, int sizeBytes) {
        return new AddressRange(first, first + sizeBytes - 1);
    }

    /** The fewest ranges that together hold {@code addresses}, lowest first. */
    public static List<AddressRange> of(BitSet addresses) {
        List<AddressRange> ranges = new ArrayList<>();
        int behind;
        for (int first = addresses.nextSetBit(0); first >= 0; first = addresses.nextSetBit(behind)) {
            behind = addresses.nextClearBit(first);
            ranges.add(new AddressRange(first, behind - 1));
        }
        return ranges;
    }

    public boolean contains(int address) {
        return address >= first && address <= last;
    }

    public int sizeBytes() {
        return last - first + 1;
    }

    @JsonValue
    @Override
    public String toString() {
        return String.format("%04X-%04X", first, last);
    }
}
