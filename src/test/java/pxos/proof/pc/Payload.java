package pxos.proof.pc;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import pxos.os.disk.Floppy;

/** A program in machine code that runs at 1000:0000: up to 63 KB from a hard disk, up to 8 KB from a floppy. */
final class Payload {

    static final int SEGMENT = 0x1000;

    /** Reads 127 sectors with INT 13h AH=42h to 1000:0000 and jumps there. */
    private static final String LOADER = "31C08ED8BE107CB442CD13EA0000001010007F000000001001";

    /** Reads 17 sectors with INT 13h AH=02h. */
    private static final String FLOPPY_LOADER = "B800108EC031DBB90200B81102CD13EA00000010";

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    /** @param hex machine code, blanks left out */
    Payload add(String hex) {
        code.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    Payload byteOf(int value) {
        code.write(value);
        return this;
    }

    Payload word(int value) {
        return byteOf(value & 0xFF).byteOf(value >> 8 & 0xFF);
    }

    Payload dword(int value) {
        return word(value).word(value >> 16);
    }

    /** Offset of what is added next. */
    int offset() {
        return code.size();
    }

    byte[] disk(boolean isFloppy) {
        if (code.size() > (isFloppy ? 17 : 127) * Floppy.SECTOR_BYTES) {
            throw new IllegalStateException("the program has " + code.size() + " bytes");
        }
        byte[] disk = new byte[Floppy.SIZE_BYTES];
        for (int sector = 1; sector < disk.length / Floppy.SECTOR_BYTES; sector++) {
            Arrays.fill(disk, sector * Floppy.SECTOR_BYTES, (sector + 1) * Floppy.SECTOR_BYTES, (byte) sector);
        }
        byte[] loader = HexFormat.of().parseHex(isFloppy ? FLOPPY_LOADER : LOADER);
        System.arraycopy(loader, 0, disk, 0, loader.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        System.arraycopy(code.toByteArray(), 0, disk, Floppy.SECTOR_BYTES, code.size());
        return disk;
    }
}
