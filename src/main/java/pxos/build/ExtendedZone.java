package pxos.build;

import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/**
 * The head of the extended zone: what links its features at run time.
 *
 * <pre>
 *   8000  checksum word: makes the word sum of the zone 5850h
 *   8002  entry code, called by the loader once the checksum is right
 *   8032  first hook descriptor, 0 where there is none
 *   8034  0, or 1 where the checksum would be 0, which means that the zone is absent
 *   8036  features
 *
 *   hook descriptor   +0  next descriptor, 0 at the end
 *                     +2  address of the vector word; bit 0 set: store the value, clear: prepend the node
 *                     +4  the node {next, handler, …}, or the value to store
 * </pre>
 *
 * Nodes here are never linked by the image itself: an extended zone that was not loaded would turn the walk of a list
 * into garbage.
 */
final class ExtendedZone {

    static final int CHECKSUM = MemoryMap.EXTENDED_ZONE.first();
    static final int ENTRY = CHECKSUM + 2;
    static final int FIRST_DESCRIPTOR = 0x8032;
    static final int SALT = FIRST_DESCRIPTOR + 2;
    static final AddressRange HEAD = new AddressRange(CHECKSUM, SALT + 1);
    static final AddressRange FEATURES = new AddressRange(HEAD.last() + 1, MemoryMap.EXTENDED_ZONE.last());

    /** Bytes of a descriptor before its node or value. */
    static final int DESCRIPTOR_BYTES = 4;

    /** Marks a descriptor whose value is stored rather than prepended. */
    static final int STORE = 1;

    private ExtendedZone() {}

    static boolean holds(int address) {
        return MemoryMap.EXTENDED_ZONE.contains(address);
    }
}
