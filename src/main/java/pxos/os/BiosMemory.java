package pxos.os;

/**
 * What the BIOS keeps where in memory, as far as several machines or judges look at it (Ralf Brown's Interrupt List, memory
 * 0040h:0000h and on).
 */
public final class BiosMemory {

    /** Offsets of the next key to read, and after the newest one, in the ring of keys; a word each. */
    public static final int KEYBOARD_HEAD = 0x41A;

    public static final int KEYBOARD_TAIL = 0x41C;
    /** How many columns the screen has; 0 where no BIOS has set a video mode. */
    public static final int COLUMNS = 0x44A;
    /** The cursor of page 0: column, then row. */
    public static final int CURSOR = 0x450;
    /** Timer ticks since midnight, in 4 bytes. */
    public static final int TICKS = 0x46C;

    public static final int TICKS_PER_DAY = 1_573_040;
    /** What SeaBIOS leaves as it was when it starts again; from 7000 to 8FFFF it clears memory (measured, QEMU 7.2). */
    public static final AddressRange SURVIVING = new AddressRange(0x500, 0x5FFF);
    /** One past the last byte of memory that belongs to nobody; the BIOS has the rest up to 9FFFF. */
    public static final int FREE_END = 0x9FC00;
    /** The VGA text page. */
    public static final int TEXT_PAGE = 0xB8000;

    private BiosMemory() {}
}
