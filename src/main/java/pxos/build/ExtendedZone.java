package pxos.build;

import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/**
 * The head of the extended zone: what links its features at run time.
 *
 * <pre>
 *   8000  checksum word: makes the word sum of the zone 5850h
 *   8002  entry code, called by the loader once the checksum is right
 *   802E  first hook descriptor, 0 where there is none
 *   8030  features
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
    static final int FIRST_DESCRIPTOR = 0x802E;
    static final AddressRange HEAD = new AddressRange(CHECKSUM, FIRST_DESCRIPTOR + 1);
    static final AddressRange FEATURES = new AddressRange(HEAD.last() + 1, MemoryMap.EXTENDED_ZONE.last());

    /** Bytes of a descriptor before its node or value. */
    static final int DESCRIPTOR_BYTES = 4;

    /** Marks a descriptor whose value is stored rather than prepended. */
    static final int STORE = 1;

    /** The entry code, an instruction a line with its bytes before the bar. */
    static final String ENTRY_CODE =
            """
            8B 3E 2E 80 | mov di, [first_descriptor]
            85 FF       | next: test di, di
            74 1E       | jz done
            8B 5D 02    | mov bx, [di+2]  (vector word)
            8D 45 04    | lea ax, [di+4]  (node)
            D1 EB       | shr bx, 1
            72 09       | jc store
            01 DB       | add bx, bx
            87 07       | xchg ax, [bx]  (head = node)
            89 45 04    | mov [di+4], ax  (node.next = old head)
            EB 07       | jmp follow
            8B 45 04    | store: mov ax, [di+4]
            01 DB       | add bx, bx
            89 07       | mov [bx], ax
            8B 3D       | follow: mov di, [di]
            EB DE       | jmp next
            C3          | done: ret
            """;

    private ExtendedZone() {}

    static boolean holds(int address) {
        return MemoryMap.EXTENDED_ZONE.contains(address);
    }
}
