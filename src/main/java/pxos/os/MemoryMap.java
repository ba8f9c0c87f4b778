package pxos.os;

/**
 * Where everything in pxOS lives; the only place that states an address.
 *
 * <pre>
 *   0600-064F  input line: 79 characters and a NUL
 *   0650       boot drive    0651 overflow flag
 *   0800-27FF  sector and FAT buffers
 *   7000-7BFF  stack, growing down from 7C00
 *   7C00-7DFF  boot sector                                  image offset 000   disk sector 1
 *     7C00-7C3F  jump and FAT12 BIOS parameter block
 *     7C40-7C5A  service slots, 3-byte near jumps
 *     7C5B-7DBD  boot code
 *     7DBE-7DFD  strings (a partition table to QEMU: 7DC3, 7DD3, 7DE3, 7DF3 stay zero)
 *     7DFE-7DFF  signature 55 AA
 *   7E00-7FDF  safe zone: generated code, 480 bytes         image offset 200   disk sector 2
 *   7FE0-7FFF  vector table, 16 words
 *   8000-9FFF  extended zone, opened by milestone M6        image offset 400   disk sectors 3-18
 *     8000-8001  checksum: makes the word sum of the zone 5850h; 0 means that the zone is absent
 *     8002-8031  entry code: links the features of the zone at run time
 *     8032-8033  first hook descriptor, 0 where there is none
 *     8034-8035  salt: 0, or 1 where the checksum would be 0
 *     8036-9FFF  features
 * </pre>
 *
 * The BIOS loads the first sector to 0x7C00 and starts it in real mode (Ralf Brown's Interrupt List, INT 19h).
 */
public final class MemoryMap {

    public static final int SECTOR_BYTES = 512;

    /** Address of the first byte of the image: file offset = address - 0x7C00. */
    public static final int IMAGE_BASE = 0x7C00;

    public static final AddressRange BOOT_SECTOR = new AddressRange(0x7C00, 0x7DFF);
    public static final AddressRange SIGNATURE = new AddressRange(0x7DFE, 0x7DFF);
    public static final int SIGNATURE_WORD = 0xAA55;
    public static final AddressRange SAFE_ZONE = new AddressRange(0x7E00, 0x7FDF);
    public static final AddressRange VECTOR_TABLE = new AddressRange(0x7FE0, 0x7FFF);
    public static final AddressRange EXTENDED_ZONE = new AddressRange(0x8000, 0x9FFF);

    public static final int EXTENDED_CHECKSUM = 0x8000;
    public static final int EXTENDED_ENTRY = 0x8002;
    public static final int FIRST_DESCRIPTOR = 0x8032;
    public static final int EXTENDED_SALT = 0x8034;
    public static final AddressRange EXTENDED_FEATURES = new AddressRange(0x8036, 0x9FFF);

    /** The word sum, modulo 0x10000, of a present extended zone. */
    public static final int EXTENDED_WORD_SUM = 0x5850;

    public static final int INPUT_LINE = 0x0600;
    public static final int INPUT_LINE_MAX_CHARACTERS = 79;

    /** The number of the drive that pxOS was read from, a byte. */
    public static final int BOOT_DRIVE = 0x0650;

    /** The service that goes to the prompt, from wherever it is called. */
    public static final int PROMPT_SERVICE = 0x7C52;

    private MemoryMap() {}
}
