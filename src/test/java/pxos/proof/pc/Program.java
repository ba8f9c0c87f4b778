package pxos.proof.pc;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import pxos.os.disk.Floppy;
import pxos.proof.StartState;
import pxos.proof.pc.Pc.Level;
import pxos.scenario.Input;
import pxos.scenario.Step;

/** A boot sector in machine code, and the machine that runs it. */
final class Program {

    static final int FLOPPY = 0x00;
    static final int DISK = 0x80;
    static final long BUDGET = 1_000_000;
    static final LocalDateTime CLOCK = LocalDateTime.of(2026, 12, 24, 23, 59, 58);

    private final byte[] disk = new byte[Floppy.SIZE_BYTES];
    private int drive = DISK;
    private Level level = Level.NEWER;
    private long noise;
    private Set<Integer> unreadable = Set.of();

    /** @param code in hexadecimal digits; what stands in parentheses says what it is */
    Program(String code) {
        byte[] bytes = HexFormat.of().parseHex(code.replaceAll("\\([^)]*\\)|\\s", ""));
        System.arraycopy(bytes, 0, disk, 0, bytes.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        for (int sector = 1; sector < Floppy.SIZE_BYTES / Floppy.SECTOR_BYTES; sector++) {
            Arrays.fill(disk, sector * Floppy.SECTOR_BYTES, (sector + 1) * Floppy.SECTOR_BYTES, (byte) sector);
        }
    }

    Program on(int drive) {
        this.drive = drive;
        return this;
    }

    Program level(Level level) {
        this.level = level;
        return this;
    }

    Program noise(long seed) {
        this.noise = seed;
        return this;
    }

    Program unreadable(int sector) {
        this.unreadable = Set.of(sector);
        return this;
    }

    /** The machine, switched on. */
    Pc start() {
        Pc pc = new Pc(
                new Pc.Setup(drive, level, new StartState(CLOCK, noise), Set.of(0x42, 0x43, 0x61, 0x3C0)),
                disk,
                unreadable);
        pc.powerOn();
        return pc;
    }

    /** The machine after its first run. */
    Pc run() {
        Pc pc = start();
        pc.run(BUDGET);
        return pc;
    }

    /** How the first run ends. */
    Stop stop() {
        return start().run(BUDGET);
    }

    static List<Input.KeyStroke> keys(String text) {
        return new Step(text, java.util.List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList();
    }

    /** Bytes of memory as hexadecimal digits with blanks. */
    static String memory(Pc pc, int address, int sizeBytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(pc.memory(address, sizeBytes));
    }
}
